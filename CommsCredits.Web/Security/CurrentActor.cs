using System.Security.Claims;
using CommsCredits.Domain;
using Microsoft.AspNetCore.Components.Authorization;

namespace CommsCredits.Web.Security;

/// <summary>
/// The person at the page as the <see cref="Actor"/> that every reader and operation takes first (R14.2). One for each circuit or request;
/// endpoints without components use <see cref="ActorOfAsync"/>.
/// </summary>
public sealed class CurrentActor(AuthenticationStateProvider state, TenantDirectory tenants)
{
    private Actor? _actor;

    /// <summary>Throws <see cref="NoOrganizationException"/> for a person whose tenant is not set up here.</summary>
    public async ValueTask<Actor> GetAsync(CancellationToken cancel = default) =>
        await FindAsync(cancel) ?? throw new NoOrganizationException();

    /// <summary>Null for nobody and for a tenant that is not set up. A person without a role is an actor without permissions.</summary>
    public async ValueTask<Actor?> FindAsync(CancellationToken cancel = default) =>
        _actor ??= await ActorOfAsync((await state.GetAuthenticationStateAsync()).User, tenants, cancel);

    public async ValueTask<SignedInPerson?> PersonAsync() => SignedInPerson.From((await state.GetAuthenticationStateAsync()).User);

    public static async ValueTask<Actor?> ActorOfAsync(ClaimsPrincipal principal, TenantDirectory tenants, CancellationToken cancel) =>
        SignedInPerson.From(principal) is { } person && await tenants.OrganizationOfAsync(person.TenantId, cancel) is { } organization
            ? new Actor(organization, $"person:{person.ObjectId:D}", ActorKind.Person, SignedInPerson.PermissionsOf(principal))
            : null;
}

public sealed class NoOrganizationException() : Exception("The signed-in person's tenant is no organization here.");

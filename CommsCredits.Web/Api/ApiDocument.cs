using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CommsCredits.Web.Api;

/// <summary><c>/api/v1/openapi.json</c>: made from the endpoints themselves, so that it cannot say anything else than they do. For whoever has a key or is signed in.</summary>
internal static class ApiDocument
{
    private const string Version = "v1", Scheme = "apiKey";

    public static void AddApiDocument(this IServiceCollection services) =>
        services.AddOpenApi(Version, options =>
        {
            options.ShouldInclude = endpoint => endpoint.ActionDescriptor.EndpointMetadata.OfType<ScopeNeeded>().Any();
            options.AddDocumentTransformer((document, _, _) => Describe(document));
            options.AddOperationTransformer((operation, context, _) => Describe(operation, context));
        });

    public static void MapApiDocument(this WebApplication app) =>
        app.MapOpenApi(ApiEndpoints.DocumentAddress).RequireAuthorization(ApiAuthorization.DocumentPolicy).WithMetadata(new OpenToPeople());

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new()
        {
            Title = "CommsCredits", Version = Version,
            Description = "Amounts are texts of exact decimals in the currency that the answer names; instants are UTC; days are the organization's. Every refusal is a problem (RFC 9457) with a stable code.",
        };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "cc_…", Description = "A key of the page API keys. Each operation names the scope that the key needs." },
        };
        return Task.CompletedTask;
    }

    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var needed = metadata.OfType<ScopeNeeded>().Single();
        operation.Description = $"Needs the scope {needed.Name}.";
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(Scheme, context.Document)] = [needed.Name] }];
        if (metadata.OfType<TakesFile>().Any()) DescribeUpload(operation);
        return Task.CompletedTask;
    }

    private static void DescribeUpload(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Header) ?? []) parameter.Required = true;
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = file }, Required = new HashSet<string> { "file" } };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true, Content = UploadReceiver.Types.ToDictionary(t => t, t => new OpenApiMediaType { Schema = t.StartsWith("multipart", StringComparison.Ordinal) ? form : file }),
        };
        if (operation.Responses?.GetValueOrDefault("202") is OpenApiResponse accepted)
            accepted.Headers = new Dictionary<string, IOpenApiHeader> { ["Location"] = new OpenApiHeader { Description = "The first import.", Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri-reference" } } };
    }
}

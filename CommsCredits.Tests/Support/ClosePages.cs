using System.Reflection;
using CommsCredits.Tests.Support;
using Xunit.v3;

[assembly: ClosePages]

namespace CommsCredits.Tests.Support;

/// <summary>
/// Closes what a test opened in the browser when it ends: an open page goes on listening to the books and draws itself at each change, and a hundred of them would leave no time for the next test.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ClosePagesAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => Chromium.CloseOf(test.UniqueID);
}

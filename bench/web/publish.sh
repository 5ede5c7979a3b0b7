#!/usr/bin/env bash
# Publishes the portal and a blank Blazor + MudBlazor application in the same way: publish.sh FOLDER
set -euo pipefail
cd "$(dirname "$0")/../.."
to=$(realpath -m "$1"); blank="$to/blank-source"
# A runtime of its own changes what is locked: the lock files of the repository stay as they are
how=(-p:NuGetLockFilePath=obj/published.lock.json -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true --nologo -v q)
dotnet publish CommsCredits.Web "${how[@]}" -o "$to/portal"
# Development sign-in and demo data: settings that a published portal does not carry
cp appsettings.Development.json "$to/portal/"
rm -rf "$blank"; mkdir -p "$blank"
dotnet new blazor --interactivity Server --all-interactive -n Blank -o "$blank" >/dev/null
version=$(grep -oP 'Include="MudBlazor" Version="\K[^"]+' Directory.Packages.props)
(cd "$blank" && dotnet add package MudBlazor --version "$version" >/dev/null)
sed -i 's/builder.Services.AddRazorComponents()/MudBlazor.Services.ServiceCollectionExtensions.AddMudServices(builder.Services); builder.Services.AddRazorComponents()/' "$blank/Program.cs"
sed -i 's|<body>|<body><link href="_content/MudBlazor/MudBlazor.min.css" rel="stylesheet" /><script src="_content/MudBlazor/MudBlazor.min.js"></script>|' "$blank/Components/App.razor"
printf '<MudBlazor.MudThemeProvider /><MudBlazor.MudPopoverProvider /><MudBlazor.MudDialogProvider /><MudBlazor.MudSnackbarProvider />\n' >> "$blank/Components/Layout/MainLayout.razor"
dotnet publish "$blank" "${how[@]}" -o "$to/blank"

# Start Focal Desktop on Windows; the first start makes its environment in .venv beside this folder.
$script = Join-Path $PSScriptRoot 'environment.py'
$check = 'import sys; sys.exit(sys.version_info < (3, 11) or sys.maxsize < 2**32)'
foreach ($python in @(@('py', '-3'), @('python3'), @('python'))) {
    if (-not (Get-Command $python[0] -ErrorAction SilentlyContinue)) { continue }
    $words = @($python | Select-Object -Skip 1) + '-I'
    & $python[0] @words -c $check 2>$null
    if ($LASTEXITCODE -ne 0) { continue }
    & $python[0] @words $script '.venv' 'lock.txt' '-I' '-m' 'focal_desktop' @args
    exit $LASTEXITCODE
}
[Console]::Error.WriteLine('Focal Desktop needs Python 3.11 or newer, 64-bit.')
exit 70

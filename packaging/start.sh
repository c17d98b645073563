# Read by `run` and `test`: become a program in an environment of this checkout, made first if need be.
# Nothing is written to standard output here, and standard input is left to the program.

# start VENV LOCK ARGUMENT...: hand the arguments to the Python of VENV, filled from packaging/LOCK.
start() {
    venv=$root/$1 lock=$root/packaging/$2
    if is_ready; then
        shift 2
        exec "$venv/bin/python" "$@"
    fi
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1; then
            exec "$python" -I "$root/packaging/environment.py" "$@"
        fi
    done
    echo "Focal Desktop needs Python 3.11 or newer; no python3 found here is." >&2
    exit 70
}

# The stamp is written last: what the environment was made from, byte for byte (environment.py).
is_ready() {
    version=$("$venv/bin/python" -V 2>/dev/null </dev/null) || return 1
    {
        printf '%s\n%s\n' "$root" "$version"
        cat "$lock"
        echo "# project"
        cat "$root/pyproject.toml"
    } | cmp -s - "$venv/stamp"
}

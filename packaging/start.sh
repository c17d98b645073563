# Read by `run` and `test`: become a program in an environment of this checkout, made first if need be.
# Nothing is written to standard output here, and standard input is left to the program.

# start NEED VENV LOCK ARGUMENT...: see to the libraries of NEED (window, testing, or - for none), then hand
# the arguments to the Python of VENV, filled from packaging/LOCK.
start() {
    need=$1 venv=$root/$2 lock=$root/packaging/$3
    shift
    if is_ready; then
        shift 2
        see_to "$venv/bin/python"
        exec "$venv/bin/python" "$@"
    fi
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1; then
            see_to "$python"
            exec "$python" -I "$root/packaging/environment.py" "$@"
        fi
    done
    echo "Focal Desktop needs Python 3.11 or newer; no python3 found here is." >&2
    exit 70
}

# Some libraries of the system are the window's alone; who does not open it is not asked for them.
see_to() {
    [ "$need" = - ] || "$1" -I "$root/packaging/libraries.py" "$need" </dev/null || exit $?
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

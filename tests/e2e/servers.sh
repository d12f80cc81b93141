# Real servers for the suites about sending, sourced after lib.sh. Each listens on 127.0.0.1 at a port
# the machine chose and is ended with the suite.

free_port() {
    /usr/bin/python3 -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

answers() { # PORT: something listens there
    /usr/bin/python3 -c 'import socket, sys
socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1)' "$1" 2>/dev/null
}

# A program that should listen at a port; another may have taken it in between, so the status says
# whether it does.
serve() { # PORT LOG COMMAND…
    serve_port=$1
    serve_log=$2
    shift 2
    "$@" >"$serve_log" 2>&1 </dev/null &
    server=$!
    servers="$servers $server"
    tries=0
    while [ $tries -lt 100 ]; do
        kill -0 $server 2>/dev/null || return 1
        answers "$serve_port" && return 0
        sleep 0.05
        tries=$((tries + 1))
    done
    return 1
}

# A certificate authority of our own in $work/tls, and certificates by it.
make_ca() {
    mkdir -p tls
    : >tls/index
    echo 01 >tls/serial
    cat >tls/cnf <<EOF
[ca]
default_ca = ours
[ours]
database = $work/tls/index
new_certs_dir = $work/tls
serial = $work/tls/serial
default_md = sha256
policy = any
[any]
commonName = supplied
EOF
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj '/CN=huibao test CA' \
        -keyout tls/ca.key -out tls/ca.pem 2>/dev/null
}
make_certificate() { # NAME YEAR-OF-ITS-END EXTENSION…
    cert=$1
    end=$2
    shift 2
    printf '%s\n' "$@" >"tls/$cert.ext"
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$cert" -keyout "tls/$cert.key" \
        -out "tls/$cert.csr" 2>/dev/null &&
        openssl ca -batch -notext -config tls/cnf -cert tls/ca.pem -keyfile tls/ca.key -in "tls/$cert.csr" \
            -startdate 20200101000000Z -enddate "${end}0101000000Z" -extfile "tls/$cert.ext" -out "tls/$cert.pem" 2>/dev/null
}

# nginx with the locations of a file, in which @PORT@ and @WORK@ are replaced; sets $port. The same
# locations stand at $expired_port with a certificate that has run out, if there is one.
start_nginx() { # LOCATIONS [MODULE…]
    locations=$1
    shift
    mkdir -p nginx/tmp www
    attempt=0
    while [ $attempt -lt 5 ]; do
        port=$(free_port)
        expired_port=$(free_port)
        {
            for module; do echo "load_module $module;"; done
            cat <<EOF
daemon off;
master_process off;
pid $work/nginx/pid;
error_log stderr;
events { worker_connections 128; }
http {
    log_format plain escape=none '\$request_method \$uri \$status \$http_idempotency_key';
    access_log $work/nginx/access.log plain;
    client_body_temp_path $work/nginx/tmp;
    proxy_temp_path $work/nginx/tmp;
    fastcgi_temp_path $work/nginx/tmp;
    uwsgi_temp_path $work/nginx/tmp;
    scgi_temp_path $work/nginx/tmp;
    client_max_body_size 64m;
    root $work/www;
    ssl_client_certificate $work/tls/ca.pem;
    ssl_verify_client optional;
    server {
        listen 127.0.0.1:$port ssl;
        ssl_certificate $work/tls/server.pem;
        ssl_certificate_key $work/tls/server.key;
        include $work/nginx/locations;
    }
    server {
        listen 127.0.0.1:$expired_port ssl;
        ssl_certificate $work/tls/expired.pem;
        ssl_certificate_key $work/tls/expired.key;
        include $work/nginx/locations;
    }
}
EOF
        } >nginx/conf
        sed "s|@PORT@|$port|g; s|@WORK@|$work|g" "$locations" >nginx/locations
        serve "$port" nginx/log nginx -p "$work/nginx" -c "$work/nginx/conf" && return 0
        attempt=$((attempt + 1))
    done
    cat nginx/log
    return 1
}

# sshd for the user who runs the suite, with a folder ssh/ of its keys; sets $port. Where it may, it
# gets a /run of its own, and root a password there (in $work/ssh/password).
start_sshd() {
    mkdir -m 700 -p ssh
    for key in host other user locked stranger; do
        [ -e ssh/$key ] || ssh-keygen -q -t ed25519 -C '' -N "$([ $key = locked ] && echo kai-men)" -f ssh/$key || return 1
    done
    cat ssh/user.pub ssh/locked.pub >ssh/authorized
    attempt=0
    while [ $attempt -lt 5 ]; do
        port=$(free_port)
        cat >ssh/conf <<EOF
ListenAddress 127.0.0.1:$port
HostKey $work/ssh/host
PidFile none
UsePAM no
StrictModes no
PermitRootLogin yes
PasswordAuthentication yes
KbdInteractiveAuthentication no
AuthorizedKeysFile $work/ssh/authorized
Subsystem sftp internal-sftp
ForceCommand internal-sftp -d $work/home
MaxStartups 100
EOF
        own_run=no
        if [ "$(id -u)" -ne 0 ]; then
            set -- /usr/sbin/sshd
        elif can_mount && [ "$in_mounts" = 'unshare -m' ]; then
            echo 'kou ling' >ssh/password
            printf 'root:%s:20000:0:99999:7:::\n' "$(openssl passwd -6 -salt salt 'kou ling')" >ssh/shadow
            chmod 600 ssh/shadow ssh/password
            own_run=yes
            set -- unshare -m sh -c "mount -t tmpfs none /run && mkdir -m 755 /run/sshd &&
                mount --bind $work/ssh/shadow /etc/shadow && exec /usr/sbin/sshd \"\$@\"" sshd
        else
            mkdir -p /run/sshd
            set -- /usr/sbin/sshd
        fi
        serve "$port" ssh/log "$@" -D -e -f "$work/ssh/conf" && return 0
        attempt=$((attempt + 1))
    done
    cat ssh/log
    return 1
}

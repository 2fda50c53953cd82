#!/bin/sh
# Makes the Secrets of the databases and of the admin door, each with a random password, where they do not exist yet. It may create Secrets and
# nothing else: it cannot read, change or delete one, and a Secret that exists is told by the answer "conflict".
set -eu

api="https://${KUBERNETES_SERVICE_HOST}:${KUBERNETES_SERVICE_PORT}"
account=${SERVICE_ACCOUNT_DIR:-/var/run/secrets/kubernetes.io/serviceaccount}
namespace=$(cat "$account/namespace")

# 192 random bits in hexadecimal digits.
random_password() {
  head -c 24 /dev/urandom | od -An -v -tx1 | tr -d ' \n'
}

# create NAME USERNAME
create() {
  password=$(random_password)
  [ "${#password}" -eq 48 ] || { echo "cannot read random bytes from /dev/urandom" >&2; exit 1; }
  # What is secret goes by standard input and by a file, never by an argument, which others on the node could see.
  status=$(
    printf '{"apiVersion":"v1","kind":"Secret","type":"kubernetes.io/basic-auth","metadata":{"name":"%s",%s},%s}' \
      "$1" \
      '"labels":{"app.kubernetes.io/part-of":"order-tracking","app.kubernetes.io/managed-by":"generated-credentials"}' \
      "\"stringData\":{\"username\":\"$2\",\"password\":\"$password\"}" |
      curl --silent --show-error --cacert "$account/ca.crt" --header "@$headers" --output "$answer" \
        --write-out '%{http_code}' --max-time 20 --retry 10 --retry-all-errors --retry-delay 2 \
        --data-binary @- "$api/api/v1/namespaces/$namespace/secrets"
  )
  case $status in
    201) echo "Secret $1 created for user $2" ;;
    409) echo "Secret $1 is there already and stays as it is" ;;
    *)
      echo "Secret $1 was not created, the API server answered $status:" >&2
      cat "$answer" >&2
      echo >&2
      exit 1
      ;;
  esac
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
headers=$work/headers
answer=$work/answer
umask 077
printf 'Authorization: Bearer %s\nContent-Type: application/json\n' "$(cat "$account/token")" >"$headers"

create postgresql-superuser postgres
create order-service-database orders
create warehouse-service-database warehouse
create logistics-service-database logistics
create notification-service-database notification
create admin-token admin

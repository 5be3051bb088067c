#!/bin/sh
# Makes what a cluster needs to speak tls:// into the folder $1: an authority of its own (ca.pem, ca.key) and one
# certificate with its key (cluster.pem, cluster.key) for the scheduler, the workers and the dashboard. A second run keeps
# the authority and makes a new certificate.
#
#   sh docs/cluster/certificates.sh FOLDER [DAYS]
#
# Whoever has cluster.key may run code on every worker. Copy cluster.* and ca.pem to the machines over ssh, keep ca.key apart.
set -eu
folder=${1:?the folder to write to} days=${2:-365}
umask 077
mkdir -p "$folder"
cd "$folder"
if [ ! -f ca.key ]; then
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 3650 \
    -subj "/CN=drugs-monitor cluster authority" \
    -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign"
fi
openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout cluster.key -out cluster.csr \
  -subj "/CN=drugs-monitor cluster"
printf '%s\n' "basicConstraints=CA:FALSE" "keyUsage=digitalSignature" "extendedKeyUsage=serverAuth,clientAuth" > cluster.ext
openssl x509 -req -in cluster.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days "$days" -out cluster.pem -extfile cluster.ext
rm cluster.csr cluster.ext
openssl verify -CAfile ca.pem cluster.pem

#!/usr/bin/env bash
# make_deb.sh BINARY DIR: a Debian package of the one binary, the processes and the systemd unit, in DIR.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
binary=$1
target=$2

version=$(sed -n 's/^project(reeve VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
architecture=$(dpkg --print-architecture)
staged=$(mktemp -d)
chmod 755 "$staged"
trap 'rm -rf "$staged"' EXIT

install -D -s -m 755 "$binary" "$staged/usr/bin/reeve"
install -D -m 644 packaging/reeve.service "$staged/lib/systemd/system/reeve.service"
install -D -m 644 LICENSE "$staged/usr/share/doc/reeve/copyright"
install -D -m 644 CHANGELOG.md "$staged/usr/share/doc/reeve/changelog.md"
git ls-files processes | while read -r file; do
    install -D -m 644 "$file" "$staged/usr/share/reeve/$file"
done

# What the binary is linked against, as Debian names it.
mkdir -p "$staged/debian"
printf 'Source: reeve\n\nPackage: reeve\nArchitecture: any\n' >"$staged/debian/control"
needs=$(cd "$staged" && dpkg-shlibdeps -O --ignore-missing-info usr/bin/reeve 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
rm -r "$staged/debian"
[ -n "$needs" ] || { echo "make_deb: what does the binary need? dpkg-shlibdeps says nothing" >&2 && exit 1; }

mkdir "$staged/DEBIAN"
cat >"$staged/DEBIAN/control" <<CONTROL
Package: reeve
Version: $version
Architecture: $architecture
Maintainer: The Reeve project <reeve@localhost>
Depends: $needs, tzdata
Section: web
Priority: optional
Description: service desk for systems that many organisations run together
 How each organisation works is data: states, acts, clocks, tables and rules in
 files that its owner can read, test and change. One binary, one SQLite file.
CONTROL
package=$target/reeve_${version}_$architecture.deb
dpkg-deb --build --root-owner-group "$staged" "$package" >/dev/null
echo "$package"

/**
 * Makes the file system that the command sees, out of nothing but what it is told, and starts the command in it. It runs
 * as process 1 of namespaces of its own, with all rights over them; the command has none.
 *
 * Arguments: an empty folder, the work tree, the user's and the group's number, `own` or `shared` for the network, then
 * `ro FROM AT`, `rw FROM AT` and `ln TARGET AT` up to `--`, then the command.
 */
export const unshareScript = `
set -eu
root=$1 tree=$2 uid=$3 gid=$4 network=$5 path=$PATH
shift 5
PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin
mount -t tmpfs -o mode=755,size=16m none "$root"

mkdir "$root/proc" "$root/dev" "$root/.old"
mount -t proc -o nosuid,nodev,noexec none "$root/proc"
if [ "$network" = own ] && ! ip link set lo up 2>/dev/null; then
  mkdir "$root/.sys"
  mount -t sysfs none "$root/.sys"
  echo 0x9 > "$root/.sys/class/net/lo/flags"
  umount "$root/.sys"
  rmdir "$root/.sys"
fi

mount -t tmpfs -o mode=755,size=1m none "$root/dev"
for name in null zero full random urandom tty; do
  : > "$root/dev/$name"
  mount --bind "/dev/$name" "$root/dev/$name"
done
mkdir "$root/dev/pts" "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 none "$root/dev/pts"
mount -t tmpfs -o mode=1777,size=64m none "$root/dev/shm"
ln -s pts/ptmx "$root/dev/ptmx"
ln -s /proc/self/fd "$root/dev/fd"
ln -s fd/0 "$root/dev/stdin"
ln -s fd/1 "$root/dev/stdout"
ln -s fd/2 "$root/dev/stderr"

kinds=() places=()
# A process whose user is the machine's root could write the kernel's settings there.
for name in sys irq bus fs sysrq-trigger; do
  if [ -e "$root/proc/$name" ]; then
    mount --bind "$root/proc/$name" "$root/proc/$name"
    kinds+=(ro) places+=("$root/proc/$name")
  fi
done
while [ "$1" != -- ]; do
  kind=$1 from=$2 at=$root$3
  shift 3
  mkdir -p "\${at%/*}"
  if [ "$kind" = ln ]; then
    ln -s "$from" "$at"
    continue
  fi
  if [ -d "$from" ]; then mkdir -p "$at"; elif [ ! -e "$at" ]; then : > "$at"; fi
  mount --rbind "$from" "$at"
  kinds+=("$kind") places+=("$at")
done
shift

# Each mount below a folder is one of its own. What the outer namespace has locked must be asked for again.
while read -r _ _ _ _ at options _; do
  printf -v at %b "$at"
  longest=0 found=
  for i in "\${!places[@]}"; do
    place=\${places[i]}
    if [ "$at" = "$place" ] || [ "\${at#"$place"/}" != "$at" ]; then
      if [ "\${#place}" -gt "$longest" ]; then longest=\${#place} found=\${kinds[i]}; fi
    fi
  done
  options=,$options
  if [ "$found" = ro ]; then mount -o "remount,bind,ro\${options/,r[ow]/}" none "$at"; fi
done < <(cat /proc/self/mountinfo)
mount -o remount,bind,ro none "$root/dev"

cd "$root"
pivot_root . .old
umount -l /.old
rmdir /.old
mount -o remount,bind,ro none /
cd "$tree"
PATH=$path
code=0
unshare --user --map-user="$uid" --map-group="$gid" -- \\
  setpriv --no-new-privs --ambient-caps=-all --inh-caps=-all --bounding-set=-all -- "$@" || code=$?
exit "$code"
`;

#!/usr/bin/env bash
# Makes the pictures of the rehearsal's stream: one minute of a drawn council chamber, cut into segments of two seconds
# that rehearsal/looping-playlist.ts strings together for ever. Run by hand when the picture changes; what it makes is
# committed in rehearsal/stream. Needs ffmpeg with libx264, librsvg and drawtext, and the DejaVu fonts.
#
# Why one minute: the second hand of the drawn clock comes round exactly, so the loop cannot be seen, and the server starts
# each loop on a whole minute, so the hand tells the true second: what you read off it is your distance from live.
# Why 32 kHz: sixty seconds are then a whole number of AAC frames (1,875), so sound and pictures end together;
# the encoder's own first frame, which comes before the pictures, is dropped for the same reason.
# The files are called .mpegts here, because .ts means something else in this house.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=stream
mkdir -p "$out"
rm -f "$out"/seg-*.mpegts

# One councillor: name, skin, hair, coat, shirt, hair style (short, long, bald).
councillor() {
  local hair=""
  case "$6" in
    short) hair="<path d='M27 33 C24 8 60 8 57 33 C55 22 48 20 42 20 C36 20 29 22 27 33 Z' fill='$3'/>" ;;
    long) hair="<path d='M24 62 C20 4 64 4 60 62 C57 58 56 40 54 28 C46 26 38 26 31 27 C28 40 27 58 24 62 Z' fill='$3'/>" ;;
    bald) hair="<path d='M27 38 C25 30 26 27 28 25 L29 35 Z M57 38 C59 30 58 27 56 25 L55 35 Z' fill='$3'/>" ;;
  esac
  cat >"$work/$1.svg" <<SVG
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 84 110" width="84" height="110">
  $([ "$6" = long ] && echo "<path d='M25 66 C20 10 64 10 59 66 Z' fill='$3'/>")
  <path d="M4 110 C4 76 18 68 42 66 C66 68 80 76 80 110 Z" fill="$4"/>
  <path d="M32 67 L42 86 L52 67 Z" fill="$5"/>
  <path d="M32 67 L42 90 L30 96 L26 70 Z M52 67 L42 90 L54 96 L58 70 Z" fill="#000" opacity=".16"/>
  <path d="M35 52 h14 v16 q-7 7 -14 0 Z" fill="$2"/><path d="M35 56 q7 8 14 0 v5 q-7 7 -14 0 Z" fill="#000" opacity=".12"/>
  <path d="M28 34 C28 16 56 16 56 34 C56 50 49 58 42 58 C35 58 28 50 28 34 Z" fill="$2"/>
  $hair
  <g fill="#1a1c20" opacity=".75"><ellipse cx="36.5" cy="37" rx="1.5" ry="1.8"/><ellipse cx="47.5" cy="37" rx="1.5" ry="1.8"/></g>
  <path d="M38 48 q4 2.5 8 0" fill="none" stroke="#1a1c20" stroke-opacity=".55" stroke-width="1.5" stroke-linecap="round"/>
</svg>
SVG
}
councillor c0 '#d9a27c' '#3a2a20' '#37485a' '#fbfaf6' short
councillor c1 '#f0c8a8' '#7a4a24' '#7b3b4d' '#f3e6d6' long
councillor c2 '#8a5a3c' '#1d1714' '#2f5d4a' '#fbfaf6' short
councillor c3 '#e6b592' '#a9a59c' '#23262e' '#fbfaf6' long
councillor c4 '#e2b08a' '#8c8880' '#4a4668' '#dfe7ee' bald
councillor c5 '#b57b52' '#241a16' '#a9662c' '#fbf3e4' long
councillor c6 '#f2cfb4' '#b98f4e' '#2d4f68' '#fbfaf6' short

# The second hand, drawn pointing up, and the lamp of an open microphone.
cat >"$work/hand.svg" <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90" width="90" height="90">
  <path d="M45 55 V12" stroke="#b45309" stroke-width="2" stroke-linecap="round"/><circle cx="45" cy="45" r="3.5" fill="#b45309"/>
</svg>
SVG
cat >"$work/lamp.svg" <<'SVG'
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">
  <circle cx="12" cy="12" r="10" fill="#ff5a3c" opacity=".22"/><circle cx="12" cy="12" r="5.5" fill="#ff5a3c" opacity=".45"/><circle cx="12" cy="12" r="3.2" fill="#ff6a4a"/>
</svg>
SVG

# Who has the floor, and when: seat, from, to. The captions follow the same order.
floor() {
  case "$1" in
    0) echo 'between(t,18,28)' ;;
    1) echo 'between(t,38,48)' ;;
    3) echo 'between(t,0,8)+between(t,28,32)+between(t,54,60)' ;;
    5) echo 'between(t,8,18)' ;;
    6) echo 'between(t,32,38)' ;;
    2) echo 'between(t,48,54)' ;;
    *) echo '0' ;;
  esac
}
seat_x=(28 111 194 278 362 445 528)
seat_y=(141 136 132 126 132 136 141)
lamp_x=(86 169 252 336 420 503 586)
lamp_y=(210 206 203 202 203 206 211)

inputs=(-loop 1 -framerate 15 -i picture/chamber.svg)
graph='[0]format=rgb24[p0];'
n=1
layer=p0
for seat in 0 1 2 3 4 5 6; do
  inputs+=(-loop 1 -framerate 15 -i "$work/c$seat.svg")
  # Everybody breathes; whoever speaks leans forward and nods.
  graph+="[$layer][$n]overlay=x='${seat_x[$seat]}+($(floor $seat))*2*sin(2*PI*t/5)':y='${seat_y[$seat]}+sin(2*PI*t/6+$seat)-($(floor $seat))*(5+2*sin(2*PI*t/1.5))':eval=frame[p$n];"
  layer=p$n
  n=$((n + 1))
done
inputs+=(-loop 1 -framerate 15 -i picture/bench.svg)
graph+="[$layer][$n]overlay=0:0[bench];"
n=$((n + 1))
inputs+=(-loop 1 -framerate 15 -i "$work/lamp.svg")
graph+="[$n]split=7[l0][l1][l2][l3][l4][l5][l6];"
layer=bench
for seat in 0 1 2 3 4 5 6; do
  graph+="[$layer][l$seat]overlay=${lamp_x[$seat]}:${lamp_y[$seat]}:enable='$(floor $seat)'[m$seat];"
  layer=m$seat
done
n=$((n + 1))
inputs+=(-loop 1 -framerate 15 -i "$work/hand.svg")
graph+="[$n]rotate=a='2*PI*t/60':c=none:bilinear=1[hand];[$layer][hand]overlay=275:50[clock];"
graph+="[clock]drawbox=x=12:y=8:w=128:h=20:color=0xf0a93b:t=fill,"
graph+="drawtext=font='DejaVu Sans\:bold':text='ENSAYO · TEST':fontsize=13:fontcolor=0x1a1c20:x=12+(128-text_w)/2:y=12,"
graph+="drawtext=font='DejaVu Sans Mono':text='%{eif\:floor(mod(t,60))\:d\:2}.%{eif\:floor(mod(t*10,10))\:d} s':fontsize=14:fontcolor=0xfbfaf6:x=640-text_w-14:y=11[v]"

n=$((n + 1))
# A soft bell every six seconds, in a silent room: enough to hear that there is sound.
bell="0.030*sin(2*PI*392*t)*exp(-2.2*mod(t,6))+0.018*sin(2*PI*588*t)*exp(-3.0*mod(t,6))"
ffmpeg -hide_banner -loglevel error -y "${inputs[@]}" \
  -f lavfi -i "aevalsrc=exprs='$bell':s=32000:d=60" \
  -filter_complex "$graph" -map '[v]' -map "$n:a" -t 60 \
  -c:v libx264 -profile:v baseline -level 3.0 -pix_fmt yuv420p -preset veryslow -crf 29 -tune animation \
  -r 15 -g 30 -keyint_min 30 -sc_threshold 0 -maxrate 220k -bufsize 440k \
  -c:a aac -b:a 32k -ar 32000 -ac 1 -bsf:a "noise=amount=0:drop='eq(n\,0)'" -map_metadata -1 -fflags +bitexact -flags +bitexact \
  -muxdelay 0 -muxpreload 0 -output_ts_offset 10 -f hls -hls_time 2 -hls_playlist_type vod \
  -hls_segment_filename "$out/seg-%02d.mpegts" "$work/list.m3u8"

cat "$work/list.m3u8"
du -cb "$out"/seg-*.mpegts | tail -n 1

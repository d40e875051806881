#!/bin/sh
# Makes the fonts in this folder from their sources:   sh make-fonts.sh [FOLDER]
# Needs npm, pyftsubset (PyPI: fonttools 4.68.0) and Debian's unicode-data. Without FOLDER it writes here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}
source_sans="@expo-google-fonts/source-sans-3@0.4.1"
noto_sans_sc="@expo-google-fonts/noto-sans-sc@0.4.3"
unihan=/usr/share/unicode

for tool in npm pyftsubset tar bzcat sha256sum; do
    command -v "$tool" >/dev/null || { echo "make-fonts: $tool is missing" >&2; exit 1; }
done
[ -r "$unihan/Unihan_OtherMappings.txt.bz2" ] || { echo "make-fonts: install Debian's unicode-data" >&2; exit 1; }

mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "$source_sans" "$noto_sans_sc" >/dev/null
for pack in *.tgz; do tar xzf "$pack" && mv package "${pack%-[0-9]*}"; done

# Source Sans 3 is shipped as it is: its licence reserves the name for unmodified fonts.
sans=$(ls -d expo-google-fonts-source-sans-3*/ | head -n 1)
for style in Regular:400Regular Italic:400Regular_Italic SemiBold:600SemiBold Bold:700Bold BoldItalic:700Bold_Italic; do
    cp "$sans${style#*:}/SourceSans3_${style#*:}.ttf" "$out/SourceSans3-${style%%:*}.ttf"
done
cp "${sans}LICENSE_FONT" "$out/OFL-SourceSans3.txt"

# Noto Sans SC: the General Standard table (kTGH), level 1 of Big5 (A440-C67E), CJK punctuation, full width forms.
{
    bzcat "$unihan"/Unihan_*.txt.bz2 | awk -F'\t' '
        /^U/ && $2 == "kTGH" { print $1 }
        /^U/ && $2 == "kBigFive" && $3 >= "A440" && $3 <= "C67E" { print $1 }' | sort -u
    echo "U+0020-007E U+00A0 U+00B7 U+2010-2027 U+2030 U+2032-2033 U+203B U+2460-2473 U+25CB U+3000-301F U+3021-3029 U+FF01-FF5E U+FFE0-FFE6"
} | tr '\n' ',' | tr ' ' ',' | sed 's/,*$//' > unicodes.txt

noto=$(ls -d expo-google-fonts-noto-sans-sc*/ | head -n 1)
for style in Regular:400Regular Bold:700Bold; do
    pyftsubset "$noto${style#*:}/NotoSansSC_${style#*:}.ttf" --unicodes-file=unicodes.txt \
        --layout-features=kern,palt,halt,chws,locl,ccmp,liga --no-hinting --desubroutinize \
        --name-IDs='*' --name-languages='*' --notdef-outline --no-recalc-timestamp \
        --output-file="$out/NotoSansSC-${style%%:*}.ttf"
done
cp "${noto}LICENSE_FONT" "$out/OFL-NotoSansSC.txt"

cd "$out"
if [ "$out" = "$here" ]; then sha256sum -- *.ttf > SHA256SUMS; else sha256sum -c "$here/SHA256SUMS"; fi

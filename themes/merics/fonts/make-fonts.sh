#!/bin/sh
# Makes the fonts in this folder from their sources:   sh make-fonts.sh [FOLDER]
# Needs npm, pyftsubset (PyPI: fonttools 4.68.0) and Debian's unicode-data. Without FOLDER it writes here.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
out=${1:-$here}
source_sans="@expo-google-fonts/source-sans-3@0.4.1"
noto_sans_sc="@expo-google-fonts/noto-sans-sc@0.4.3"
noto_sans_tc="@expo-google-fonts/noto-sans-tc@0.4.3"
unihan=${UNIHAN:-/usr/share/unicode}

for tool in npm pyftsubset python3 tar bzcat sha256sum; do
    command -v "$tool" >/dev/null || { echo "make-fonts: $tool is missing" >&2; exit 1; }
done
[ -r "$unihan/Unihan_OtherMappings.txt.bz2" ] || { echo "make-fonts: install Debian's unicode-data" >&2; exit 1; }

mkdir -p "$out"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm pack --silent "$source_sans" "$noto_sans_sc" "$noto_sans_tc" >/dev/null
for pack in *.tgz; do tar xzf "$pack" && mv package "${pack%-[0-9]*}"; done

# Source Sans 3 is shipped as it is: its licence reserves the name for unmodified fonts.
sans=$(ls -d expo-google-fonts-source-sans-3*/ | head -n 1)
for style in Regular:400Regular Italic:400Regular_Italic SemiBold:600SemiBold Bold:700Bold BoldItalic:700Bold_Italic; do
    cp "$sans${style#*:}/SourceSans3_${style#*:}.ttf" "$out/SourceSans3-${style%%:*}.ttf"
done
cp "${sans}LICENSE_FONT" "$out/OFL-SourceSans3.txt"

# The code points of character sets.
of_codecs() {
    python3 - "$@" <<'PYTHON'
import sys

def has(codec, code):
    try:
        chr(code).encode(codec)
    except UnicodeEncodeError:
        return False
    return True

codes = [code for code in range(0x80, 0x30000) if not 0xD800 <= code < 0xF900]
print(*(f"U+{code:04X}" for code in codes if any(has(codec, code) for codec in sys.argv[1:])), sep="\n")
PYTHON
}
punctuation="U+0020-007E U+00A0 U+00B7 U+2010-2027 U+2030 U+2032-2033 U+203B U+2460-2473 U+25CB U+3000-301F U+3021-3029 U+3380-33DF U+FF01-FF5E U+FFE0-FFE6"

# Noto Sans SC: the General Standard table (kTGH), GBK, Shift JIS with kana, CJK punctuation, units, full width forms.
{
    bzcat "$unihan"/Unihan_*.txt.bz2 | awk -F'\t' '/^U/ && $2 == "kTGH" { print $1 }'
    of_codecs gbk shift_jis
    echo "$punctuation"
} | tr '\n ' ',,' | sed 's/,*$//' > SC.txt
# Noto Sans TC: Big5 with the supplement of Hong Kong (HKSCS).
{ of_codecs big5hkscs; echo "$punctuation"; } | tr '\n ' ',,' | sed 's/,*$//' > TC.txt

for script in SC TC; do
    noto=$(ls -d expo-google-fonts-noto-sans-"$(echo $script | tr A-Z a-z)"*/ | head -n 1)
    for style in Regular:400Regular Bold:700Bold; do
        pyftsubset "$noto${style#*:}/NotoSans${script}_${style#*:}.ttf" --unicodes-file=$script.txt \
            --layout-features=kern,palt,halt,chws,locl,ccmp,liga --no-hinting --desubroutinize \
            --name-IDs='*' --name-languages='*' --notdef-outline --no-recalc-timestamp \
            --output-file="$out/NotoSans$script-${style%%:*}.ttf"
    done
    cp "${noto}LICENSE_FONT" "$out/OFL-NotoSans$script.txt"
done

cd "$out"
if [ "$out" = "$here" ]; then sha256sum -- *.ttf > SHA256SUMS; else sha256sum -c "$here/SHA256SUMS"; fi

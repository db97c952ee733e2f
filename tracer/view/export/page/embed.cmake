# Writes OUT, a C++ source that holds the page: page.html with its style and script put in.
#
# cmake -DFOLDER=page -DOUT=html_page.cc -P embed.cmake
#
# The scripts are joined in the order below; they are one script in the page. The page's policy
# allows that script and that style only, by their SHA-256, so nothing that a trace holds can run.
set(scripts text data states moves search dom timeline list source panes now why predict keys main)

# The SHA-256 of a text in base64: CMake gives it in hex.
function(hash_of text result)
  set(digits "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  string(SHA256 hex "${text}")
  set(out "")
  foreach(at RANGE 0 60 6)  # 64 digits: ten times six, and four
    string(SUBSTRING "${hex}00" ${at} 6 six)
    math(EXPR value "0x${six}")
    foreach(shift 18 12 6 0)
      math(EXPR digit "(${value} >> ${shift}) & 63")
      string(SUBSTRING "${digits}" ${digit} 1 character)
      string(APPEND out "${character}")
    endforeach()
  endforeach()
  string(SUBSTRING "${out}" 0 43 out)  # 32 bytes: the last digit stands for none
  set(${result} "${out}=" PARENT_SCOPE)
endfunction()

file(READ "${FOLDER}/page.html" html)
file(READ "${FOLDER}/page.css" style)
set(script "")
foreach(name IN LISTS scripts)
  file(READ "${FOLDER}/${name}.js" part)
  string(APPEND script "${part}")
endforeach()
hash_of("${style}" style_hash)
hash_of("${script}" script_hash)
foreach(name style script style_hash script_hash)
  string(REPLACE "{{${name}}}" "${${name}}" html "${html}")
endforeach()

string(FIND "${html}" "{{data}}" at)
math(EXPR behind "${at} + 8")
string(SUBSTRING "${html}" 0 ${at} before)
string(SUBSTRING "${html}" ${behind} -1 after)
file(WRITE "${OUT}" "// Written by embed.cmake from tracer/view/export/page/.
#include \"export/html.h\"

namespace eyewall::exports {

Page page() {
  return {R\"eyewall(${before})eyewall\",
          R\"eyewall(${after})eyewall\"};
}

}  // namespace eyewall::exports
")

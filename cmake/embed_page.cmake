# Run as a script: writes OUT/page_bytes.S, which takes every file of DIST into the binary as it is, and
# OUT/page_table.cpp, which says where each lies. `.br` and `.gz` beside a file are its compressed forms.
cmake_minimum_required(VERSION 3.25)

set(types
    "html=text/html\; charset=utf-8"
    "js=text/javascript\; charset=utf-8"
    "css=text/css\; charset=utf-8"
    "json=application/json"
    "webmanifest=application/manifest+json"
    "svg=image/svg+xml"
    "png=image/png"
    "ico=image/x-icon"
    "woff2=font/woff2"
    "txt=text/plain\; charset=utf-8")

function(content_type path onto)
  foreach(row IN LISTS types)
    string(FIND "${row}" "=" mark)
    string(SUBSTRING "${row}" 0 ${mark} suffix)
    math(EXPR mark "${mark} + 1")
    string(SUBSTRING "${row}" ${mark} -1 type)
    if(path MATCHES "\\.${suffix}$")
      set(${onto} "${type}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "${path}: of what content type is it? Say so in cmake/embed_page.cmake.")
endfunction()

# Adds the file's bytes under a new symbol and gives the C++ expression for them.
function(embed file onto)
  if(NOT EXISTS ${file})
    set(${onto} "{}" PARENT_SCOPE)
    return()
  endif()
  math(EXPR count "${count} + 1")
  set(count ${count} PARENT_SCOPE)
  file(SHA256 ${file} hash)
  # The hash stands there so that a changed file makes a changed assembler file.
  string(APPEND assembler "# ${hash}\n.global reeve_page_${count}\n.global reeve_page_${count}_end\n")
  string(APPEND assembler "reeve_page_${count}:\n.incbin \"${file}\"\nreeve_page_${count}_end:\n.byte 0\n")
  set(assembler "${assembler}" PARENT_SCOPE)
  string(APPEND symbols "extern const char reeve_page_${count}[];\nextern const char reeve_page_${count}_end[];\n")
  set(symbols "${symbols}" PARENT_SCOPE)
  set(${onto} "bytes(reeve_page_${count}, reeve_page_${count}_end)" PARENT_SCOPE)
endfunction()

set(count 0)
set(assembler "")
set(symbols "")
file(GLOB_RECURSE paths RELATIVE ${DIST} ${DIST}/*)
list(FILTER paths EXCLUDE REGEX "\\.(br|gz)$")
list(SORT paths)
if(NOT "index.html" IN_LIST paths)
  message(FATAL_ERROR "${DIST} holds no index.html: was the page built?")
endif()
set(rows "")
list(LENGTH paths count_of_files)
foreach(path IN LISTS paths)
  content_type(${path} type)
  embed(${DIST}/${path} identity)
  embed(${DIST}/${path}.gz gzip)
  embed(${DIST}/${path}.br brotli)
  file(SHA256 ${DIST}/${path} hash)
  string(SUBSTRING ${hash} 0 20 etag)
  string(APPEND rows
    "        {\"/${path}\", \"${type}\",\n         ${identity},\n         ${gzip},\n         ${brotli}, \"\\\"${etag}\\\"\"},\n")
endforeach()

file(WRITE ${OUT}/page_bytes.S ".section .rodata\n${assembler}.section .note.GNU-stack,\"\",%progbits\n")
file(WRITE ${OUT}/page_table.cpp
"#include <array>

#include \"page/page.hpp\"

extern \"C\" {
${symbols}}

namespace reeve {
namespace {

std::string_view bytes(const char* begin, const char* end) { return {begin, static_cast<std::size_t>(end - begin)}; }

}  // namespace

std::span<const PageFile> page_files() {
    static const std::array<PageFile, ${count_of_files}> files{{
${rows}    }};
    return files;
}

}  // namespace reeve
")

# What holds for every translation unit: the choices of a build, the warnings, the compiler cache.
set(REEVE_SANITIZE OFF CACHE STRING "Build with sanitizers: OFF, `address` (and undefined behaviour) or `thread`")
option(REEVE_FUZZ "Build the libFuzzer entry points (clang only)" OFF)
option(REEVE_TESTS "Build the tests" ON)

find_program(CCACHE ccache)
if(CCACHE)
  # Paths below the tree are hashed relative to it, so that a fresh clone finds what another one built.
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros ${CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Werror -Wno-missing-field-initializers)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
  # g++ 12 warns falsely of nearly every moved-from std::variant (GCC bug 105562 and its kin).
  add_compile_options(-Wno-maybe-uninitialized)
else()
  # clang (for the fuzzers) warns of what libstdc++ 12's own std::stable_sort calls.
  add_compile_options(-Wno-deprecated-declarations)
endif()
# What a CHECK prints, and the binary itself, name files as the tree does, not as this machine does.
add_compile_options(-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=)

if(REEVE_SANITIZE STREQUAL "thread")
  add_compile_options(-fsanitize=thread -fno-omit-frame-pointer)
  add_link_options(-fsanitize=thread)
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    add_compile_options(-Wno-tsan)  # libraries' fences, which it does not follow
  endif()
elseif(REEVE_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()
if(REEVE_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL Clang)
    message(FATAL_ERROR "The fuzzers need clang: ./dev check fuzz configures them.")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(REEVE_TESTS)
  find_package(GTest REQUIRED)
  find_package(rapidcheck REQUIRED)
endif()
# glibc's allocator costs an act and a read a fifth of their time; programs are measured with what they are shipped
# with, and a sanitizer brings its own.
if(NOT REEVE_SANITIZE AND NOT REEVE_FUZZ)
  find_package(PkgConfig REQUIRED)
  pkg_check_modules(jemalloc REQUIRED IMPORTED_TARGET jemalloc)
  set(REEVE_ALLOCATOR PkgConfig::jemalloc)
endif()

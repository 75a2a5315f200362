# One folder under src/ is one library with an include root of its own: a folder sees another
# folder's headers only if it names it here, so an include upwards or sideways does not compile.
#
# reeve_library(FOLDER [SEES folder...] [USES third-party target...])
# *_test.cpp beside the code become the executable FOLDER_test; *_fuzz.cpp are fuzzers, FOLDER_NAME.
function(reeve_library folder)
  cmake_parse_arguments(arg "" "" "SEES;USES" ${ARGN})
  set(here ${CMAKE_SOURCE_DIR}/src/${folder})
  set(root ${CMAKE_BINARY_DIR}/include/${folder})
  file(MAKE_DIRECTORY ${root})
  file(CREATE_LINK ${here} ${root}/${folder} SYMBOLIC)

  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${here}/*.cpp)
  set(tests ${sources})
  set(fuzzers ${sources})
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  list(FILTER fuzzers INCLUDE REGEX "_fuzz\\.cpp$")
  list(FILTER sources EXCLUDE REGEX "_(test|fuzz)\\.cpp$")

  set(seen ${arg_SEES})
  list(TRANSFORM seen PREPEND reeve_)
  if(sources)
    add_library(reeve_${folder} STATIC ${sources})
    target_include_directories(reeve_${folder} PUBLIC ${root})
    target_link_libraries(reeve_${folder} PUBLIC ${seen} PRIVATE ${arg_USES})
  else()
    add_library(reeve_${folder} INTERFACE)
    target_include_directories(reeve_${folder} INTERFACE ${root})
    target_link_libraries(reeve_${folder} INTERFACE ${seen})
  endif()

  if(tests AND REEVE_TESTS)
    add_executable(${folder}_test ${tests})
    target_link_libraries(${folder}_test
      PRIVATE reeve_${folder} ${arg_USES} GTest::gmock GTest::gtest_main rapidcheck)
    # Tests run at the tree's root: so the path is the same in every clone, and the compiler cache serves all.
    target_compile_definitions(${folder}_test PRIVATE REEVE_ROOT=".")
    add_test(NAME ${folder} COMMAND ${folder}_test WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${folder} PROPERTIES LABELS fast TIMEOUT 300)
    reeve_report_of(${folder})
  endif()
  foreach(file ${fuzzers})
    get_filename_component(name ${file} NAME_WE)
    reeve_fuzzer(${folder}_${name} ${file} reeve_${folder} ${arg_USES})
  endforeach()
endfunction()

# A GoogleTest executable tells its cases in a file of the test's name: two tests may run one executable.
function(reeve_report_of test)
  set_property(TEST ${test} APPEND PROPERTY ENVIRONMENT GTEST_OUTPUT=json:${CMAKE_BINARY_DIR}/results/${test}_test.json)
endfunction()

# A fuzzer where the compiler can make one; otherwise a test that gives it the inputs kept in tests/corpus/NAME.
function(reeve_fuzzer name file)
  if(REEVE_FUZZ)
    add_executable(${name} ${file})
    target_link_libraries(${name} PRIVATE ${ARGN})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    set_property(GLOBAL APPEND PROPERTY REEVE_FUZZERS ${name})
  elseif(REEVE_TESTS)
    add_executable(${name}_corpus ${file} ${CMAKE_SOURCE_DIR}/tests/house/replay_corpus.cpp)
    target_link_libraries(${name}_corpus PRIVATE ${ARGN})
    add_test(NAME ${name} COMMAND ${name}_corpus tests/corpus/${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
    set_tests_properties(${name} PROPERTIES LABELS fast TIMEOUT 60)
  endif()
endfunction()

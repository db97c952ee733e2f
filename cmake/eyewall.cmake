# How a layer, a program and a test are declared.
#
# A layer is a folder of core/ and a target `eyewall_NAME`. Its headers are reached through an
# include root of its own (build/include/NAME/NAME -> core/NAME): `#include "gen/gen.h"` compiles
# only in a target that uses gen, directly or through a layer above it.

find_package(Threads REQUIRED)
find_package(ZLIB REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(OpenSSL REQUIRED)

# Debian's RE2 has no CMake package.
find_library(RE2_LIBRARY re2 REQUIRED)
find_path(RE2_INCLUDE_DIR re2/re2.h REQUIRED)
add_library(RE2::RE2 UNKNOWN IMPORTED)
set_target_properties(RE2::RE2 PROPERTIES IMPORTED_LOCATION "${RE2_LIBRARY}"
  INTERFACE_INCLUDE_DIRECTORIES "${RE2_INCLUDE_DIR}")

# Source lines in traces are relative to the checkout, on every machine. For the whole directory, so
# that it comes before the maps of the include roots: the last one that fits wins.
add_compile_options("-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=")

add_library(eyewall_flags INTERFACE)
target_compile_options(eyewall_flags INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Werror)
if(EYEWALL_SANITIZE)
  target_compile_options(eyewall_flags INTERFACE
    "-fsanitize=${EYEWALL_SANITIZE}" -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(eyewall_flags INTERFACE "-fsanitize=${EYEWALL_SANITIZE}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # g++ 12 warns of moved-from and optional members that a sanitizer's checks hide from it.
    target_compile_options(eyewall_flags INTERFACE -Wno-maybe-uninitialized)
  endif()
endif()
find_program(EYEWALL_GOLD ld.gold)  # it links in half the time
if(EYEWALL_GOLD AND NOT EYEWALL_SANITIZE)
  target_link_options(eyewall_flags INTERFACE -fuse-ld=gold)
endif()

# eyewall_include_root(TARGET FOLDER NAME): TARGET and its users reach FOLDER as "NAME/header.h".
function(eyewall_include_root target folder name)
  set(root "${CMAKE_BINARY_DIR}/include/${name}")
  file(MAKE_DIRECTORY "${root}")
  file(CREATE_LINK "${CMAKE_SOURCE_DIR}/${folder}" "${root}/${name}" SYMBOLIC)
  target_include_directories(${target} PUBLIC "${root}")
  target_compile_options(${target} PUBLIC "-fmacro-prefix-map=${root}/${name}/=${folder}/")
endfunction()

# eyewall_in_batches(TARGET): its sources are compiled some at a time, for most of what a compiler
# reads of each is the same headers. So names of one file must be no other file's in its folder.
# With six, a save costs a half more, or twice as much; where nobody edits, a preset says more.
if(NOT CMAKE_UNITY_BUILD_BATCH_SIZE)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 6)
endif()
function(eyewall_in_batches target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON)
endfunction()

# eyewall_part(NAME FOLDER USES LAYER... LINKS LIBRARY...): a library of every .cc in FOLDER.
function(eyewall_part name folder)
  cmake_parse_arguments(ARG "" "" "USES;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${folder}/*.cc")
  add_library(eyewall_${name} STATIC ${sources})
  eyewall_in_batches(eyewall_${name})
  eyewall_include_root(eyewall_${name} ${folder} ${name})
  target_link_libraries(eyewall_${name} PUBLIC eyewall_flags Threads::Threads ${ARG_LINKS})
  foreach(used IN LISTS ARG_USES)
    target_link_libraries(eyewall_${name} PUBLIC eyewall_${used})
  endforeach()
endfunction()

# eyewall_layer(NAME USES LAYER... LINKS LIBRARY...): a folder of core/.
function(eyewall_layer name)
  eyewall_part(${name} core/${name} ${ARGN})
endfunction()

# eyewall_program(NAME SOURCES FILE... USES LAYER...): a program that honours EYEWALL_TRACE. The
# recorder is linked as objects, because nothing in core calls it: it starts itself when the
# variable is set.
function(eyewall_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;LINKS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES} $<TARGET_OBJECTS:eyewall_autorecord>)
  target_link_libraries(${name} PRIVATE eyewall_flags eyewall_record ${ARG_LINKS})
  foreach(used IN LISTS ARG_USES)
    target_link_libraries(${name} PRIVATE eyewall_${used})
  endforeach()
endfunction()

# How an exercise is built, for `eyewall exercise`: build/PRESET/exercise.json.
#
# A learner's file is compiled by the command itself, with the compiler and the flags of this build:
# for each layer the include roots that it may see, and every library, of which the linker takes
# what is used. All of them have to be there when `eyewall` is, so it depends on them.

# Every layer of core, and what the lessons share: the static libraries of those folders.
set(exercise_layers "")
get_property(folders DIRECTORY "${CMAKE_SOURCE_DIR}/lessons" PROPERTY SUBDIRECTORIES)
foreach(folder IN LISTS folders ITEMS "${CMAKE_SOURCE_DIR}")
  get_property(targets DIRECTORY "${folder}" PROPERTY BUILDSYSTEM_TARGETS)
  foreach(target IN LISTS targets)
    get_target_property(type ${target} TYPE)
    if(type STREQUAL "STATIC_LIBRARY" AND target MATCHES "^eyewall_(.+)$")
      list(APPEND exercise_layers ${CMAKE_MATCH_1})
    endif()
  endforeach()
endforeach()

# eyewall_json_list(VARIABLE LAYER PROPERTY): what that property comes to, as a JSON array.
function(eyewall_json_list variable layer property)
  set(all "$<TARGET_PROPERTY:eyewall_${layer},${property}>")
  set(all "$<REMOVE_DUPLICATES:$<FILTER:${all},INCLUDE,.+>>")
  set(${variable} "[$<$<BOOL:${all}>:\"$<JOIN:${all},\"$<COMMA> \">\">]" PARENT_SCOPE)
endfunction()

# eyewall_foreign_libraries(TARGET VARIABLE): adds the files of the libraries that it links and that
# are not ours to a list, with what those need.
function(eyewall_foreign_libraries target variable)
  get_target_property(linked ${target} INTERFACE_LINK_LIBRARIES)
  foreach(library IN LISTS linked)
    if(TARGET ${library} AND NOT library MATCHES "^eyewall_")
      get_target_property(type ${library} TYPE)
      if(NOT type STREQUAL "INTERFACE_LIBRARY")
        list(APPEND ${variable} "$<TARGET_LINKER_FILE:${library}>")
      endif()
      eyewall_foreign_libraries(${library} ${variable})
    endif()
  endforeach()
  set(${variable} "${${variable}}" PARENT_SCOPE)
endfunction()

set(layers "")
set(libraries "$<TARGET_FILE:eyewall_record>")
set(links "")
foreach(layer IN LISTS exercise_layers)
  eyewall_json_list(includes ${layer} INTERFACE_INCLUDE_DIRECTORIES)
  eyewall_json_list(options ${layer} INTERFACE_COMPILE_OPTIONS)
  list(APPEND layers
    "    \"${layer}\": {\"includes\": ${includes},\n      \"options\": ${options}}")
  list(APPEND libraries "$<TARGET_FILE:eyewall_${layer}>")
  eyewall_foreign_libraries(eyewall_${layer} links)
  add_dependencies(eyewall eyewall_${layer})
endforeach()
add_dependencies(eyewall eyewall_record eyewall_autorecord)
list(JOIN layers ",\n" layers)
list(JOIN libraries "\", \"" libraries)

set(sanitized false)
if(EYEWALL_SANITIZE)
  set(sanitized true)  # its programs reserve terabytes of address space: no limit can be set on it
  list(APPEND links "-fsanitize=${EYEWALL_SANITIZE}")
endif()
# Debugging symbols of core are half of what the linker does; gold does the rest in a third.
list(APPEND links "-Wl,--strip-debug")
if(EYEWALL_GOLD AND NOT EYEWALL_SANITIZE)
  list(APPEND links "-fuse-ld=gold")
endif()
list(REMOVE_DUPLICATES links)
list(JOIN links "\", \"" links)

# What defines macros has to be there when headers are precompiled as well, or they are not used;
# g++ then says so.
set(options "-std=c++20" "-O0" "-g0" "-pthread" "-fmacro-prefix-map=${CMAKE_SOURCE_DIR}/=")
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  list(APPEND options "-Winvalid-pch")
endif()
list(JOIN options "\", \"" options)

file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/exercise.json" CONTENT "{
  \"compiler\": \"${CMAKE_CXX_COMPILER}\",
  \"kind\": \"${CMAKE_CXX_COMPILER_ID}\",
  \"sanitized\": ${sanitized},
  \"options\": [\"${options}\"],
  \"layers\": {
${layers}
  },
  \"objects\": [\"$<JOIN:$<TARGET_OBJECTS:eyewall_autorecord>,\", \">\"],
  \"libraries\": [\"${libraries}\"],
  \"link\": [\"${links}\"]
}
")

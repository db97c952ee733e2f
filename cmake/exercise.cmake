# How an exercise is built, for `eyewall exercise`: build/PRESET/exercise.json.
#
# A learner's file is compiled by the command itself, with the compiler and the flags of this build:
# for each layer the include roots that it may see, and every library, of which the linker takes
# what is used. All of them have to be there when `eyewall` is, so it depends on them.

# What the lessons share is a layer too, where it is there.
set(exercise_layers trace sys generator functional fakeloop stack_context ioloop concurrent gen
  iostream net http)
foreach(shared setup pace)
  if(TARGET eyewall_${shared})
    list(APPEND exercise_layers ${shared})
  endif()
endforeach()

# eyewall_json_list(VARIABLE LAYER PROPERTY): what that property comes to, as a JSON array.
function(eyewall_json_list variable layer property)
  set(all "$<TARGET_PROPERTY:eyewall_${layer},${property}>")
  set(all "$<REMOVE_DUPLICATES:$<FILTER:${all},INCLUDE,.+>>")
  set(${variable} "[$<$<BOOL:${all}>:\"$<JOIN:${all},\"$<COMMA> \">\">]" PARENT_SCOPE)
endfunction()

set(layers "")
set(libraries "$<TARGET_FILE:eyewall_record>")
foreach(layer IN LISTS exercise_layers)
  eyewall_json_list(includes ${layer} INTERFACE_INCLUDE_DIRECTORIES)
  eyewall_json_list(options ${layer} INTERFACE_COMPILE_OPTIONS)
  list(APPEND layers
    "    \"${layer}\": {\"includes\": ${includes},\n      \"options\": ${options}}")
  list(APPEND libraries "$<TARGET_FILE:eyewall_${layer}>")
  add_dependencies(eyewall eyewall_${layer})
endforeach()
add_dependencies(eyewall eyewall_record eyewall_autorecord)
list(JOIN layers ",\n" layers)
list(JOIN libraries "\", \"" libraries)

set(sanitized false)
set(sanitize_flag "")
if(EYEWALL_SANITIZE)
  set(sanitized true)  # its programs reserve terabytes of address space: no limit can be set on it
  set(sanitize_flag ", \"-fsanitize=${EYEWALL_SANITIZE}\"")
endif()

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
  \"link\": [\"${RE2_LIBRARY}\", \"-lz\"${sanitize_flag}]
}
")

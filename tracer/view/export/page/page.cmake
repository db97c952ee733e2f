# The page of the html format becomes a source file, for an installed eyewall has no checkout.
find_package(ZLIB REQUIRED)
set(page_folder "${CMAKE_CURRENT_LIST_DIR}")
set(page_source "${CMAKE_BINARY_DIR}/tracer/html_page.cc")
file(GLOB page_files CONFIGURE_DEPENDS "${page_folder}/*")
add_custom_command(OUTPUT "${page_source}" DEPENDS ${page_files}
  COMMAND "${CMAKE_COMMAND}" "-DFOLDER=${page_folder}" "-DOUT=${page_source}"
    -P "${page_folder}/embed.cmake"
  COMMENT "Embedding the html format's page" VERBATIM)
target_sources(eyewall_export PRIVATE "${page_source}")
target_link_libraries(eyewall_export PUBLIC ZLIB::ZLIB)

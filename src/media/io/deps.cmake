# libgraphicsmagick1-dev: reads and writes images, behind shrink_image.cpp.
pkg_check_modules(GRAPHICSMAGICK REQUIRED IMPORTED_TARGET GraphicsMagick)
set(DEPS PkgConfig::GRAPHICSMAGICK)

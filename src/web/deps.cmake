# Boost.Asio and Beast are headers only.
set(DEPS sodium brotlienc brotlidec z fmt spdlog prometheus-cpp-core Threads::Threads)

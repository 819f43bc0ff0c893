# Boost.Asio and Beast are headers only.
set(DEPS sodium brotlienc z fmt spdlog prometheus-cpp-core Threads::Threads)

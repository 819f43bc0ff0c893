# Boost.Asio and Beast are headers only. ctemplate renders pages, prometheus-cpp keeps the metrics.
set(DEPS ctemplate sodium brotlienc z fmt spdlog prometheus-cpp-core Threads::Threads)

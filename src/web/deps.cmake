# Boost.Asio and Beast are headers only. ctemplate renders pages, prometheus-cpp keeps the metrics; brotlidec is for the
# tests.
set(DEPS ctemplate sodium brotlienc brotlidec z fmt spdlog prometheus-cpp-core Threads::Threads)

#pragma once
// One client's connection: reads a request, has it answered, writes the answer, and again. Only server.cpp
// and connection.cpp see Beast.

#include <atomic>
#include <boost/asio/ip/tcp.hpp>
#include <cstddef>
#include <memory>

#include "http/server.hpp"

namespace reeve::http {

struct ConnectionShared {
    const ServerOptions& options;
    Handler& handler;
    std::atomic<std::size_t> open{0};
    std::atomic<bool> stopping{false};
};

void serve_connection(boost::asio::ip::tcp::socket socket, std::shared_ptr<ConnectionShared> shared);
// Says 503 and closes: there are too many.
void turn_away(boost::asio::ip::tcp::socket socket, const std::shared_ptr<ConnectionShared>& shared);

}  // namespace reeve::http

#pragma once
// HTTP/1.1 on a socket: one io_context a thread, strict parsing, every wait with an end.

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace reeve::http {

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0 = the system chooses
    int threads = 2;
    std::size_t connections = 10'000;      // beyond: 503 and closed
    std::size_t header_bytes = 16 * 1024;  // beyond: 431
    std::chrono::seconds head_wait{15};    // for a request's headers, once begun
    std::chrono::seconds body_wait{60};    // between two parts of a body
    std::chrono::seconds idle_wait{75};    // between two requests
    std::chrono::seconds beat{20};         // of a stream that has nothing to say
};

class Server {
public:
    // Throws std::runtime_error with a sentence when the address cannot be bound.
    Server(ServerOptions options, Handler& handler);
    ~Server();
    [[nodiscard]] std::uint16_t port() const;
    void start();  // its own threads
    void stop();   // closes all; returns when its threads have ended
    [[nodiscard]] std::size_t connections() const;
    // How often a connection could not be taken, for want of descriptors or memory; each is tried again.
    [[nodiscard]] std::uint64_t accepts_failed() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// "127.0.0.1:8080", "[::1]:0", "localhost:80": false when it is no address and port.
[[nodiscard]] bool parse_endpoint(std::string_view text, std::string& address, std::uint16_t& port);
[[nodiscard]] bool is_loopback(std::string_view address);

}  // namespace reeve::http

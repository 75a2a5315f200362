#pragma once
// One connection of the load: sends a request, reads the whole response, and again on the same socket.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

struct Response {
    int status = 0;
    std::string location;    // of the Location header; may be empty
    std::string_view bytes;  // head and body, until the next send
};

class Exchange {
public:
    // Connects to 127.0.0.1; throws std::runtime_error when nobody listens there.
    explicit Exchange(std::uint16_t port);
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    [[nodiscard]] int socket() const { return socket_; }
    void send(std::string_view request);
    // Reads what has arrived; true when the response is complete. Throws when the peer closed or answered
    // without Content-Length.
    [[nodiscard]] bool receive();
    [[nodiscard]] Response response() const;

private:
    [[nodiscard]] std::string_view header(std::string_view name) const;

    int socket_ = -1;
    std::string bytes_;
    std::size_t head_ = 0;  // of the response; 0 = not yet known
    std::size_t whole_ = 0;
};

}  // namespace bench

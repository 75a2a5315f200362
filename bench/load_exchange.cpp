#include "load_exchange.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace bench {
namespace {

constexpr std::size_t part = 256UL * 1024UL;
constexpr std::string_view head_end = "\r\n\r\n";

[[noreturn]] void fail(const char* doing) {
    throw std::runtime_error(fmt::format("{}: {}", doing, std::strerror(errno)));
}

}  // namespace

Exchange::Exchange(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (socket_ < 0) fail("socket");
    sockaddr_in peer{};
    peer.sin_family = AF_INET;
    peer.sin_port = htons(port);
    peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&peer), sizeof peer) != 0) fail("connect");
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

Exchange::~Exchange() {
    ::close(socket_);
}

void Exchange::send(std::string_view request) {
    bytes_.clear();
    head_ = whole_ = 0;
    while (!request.empty()) {
        const ssize_t sent = ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL);
        if (sent < 0) fail("send");
        request.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool Exchange::receive() {
    const std::size_t before = bytes_.size();
    bytes_.resize(before + part);
    const ssize_t got = ::recv(socket_, bytes_.data() + before, part, MSG_DONTWAIT);
    bytes_.resize(before + static_cast<std::size_t>(got > 0 ? got : 0));
    if (got == 0) throw std::runtime_error("the server closed the connection");
    if (got < 0 && errno != EAGAIN) fail("recv");
    if (head_ == 0) {
        const std::size_t end = bytes_.find(head_end);
        if (end == std::string::npos) return false;
        head_ = end + head_end.size();
        const std::string_view length = header("Content-Length");
        std::size_t body = 0;
        if (std::from_chars(length.data(), length.data() + length.size(), body).ec != std::errc{})
            throw std::runtime_error("a response has no Content-Length");
        whole_ = head_ + body;
    }
    return bytes_.size() >= whole_;
}

Response Exchange::response() const {
    Response response;
    const char* status = bytes_.data() + std::string_view("HTTP/1.1 ").size();
    std::from_chars(status, status + 3, response.status);
    response.location = header("Location");
    response.bytes = std::string_view(bytes_).substr(0, whole_);
    return response;
}

std::string_view Exchange::header(std::string_view name) const {
    std::string_view head = std::string_view(bytes_).substr(0, head_);
    for (std::size_t line = head.find("\r\n"); line != std::string_view::npos; line = head.find("\r\n")) {
        head.remove_prefix(line + 2);
        if (head.size() > name.size() && head[name.size()] == ':' &&
            ::strncasecmp(head.data(), name.data(), name.size()) == 0) {
            std::string_view value = head.substr(name.size() + 1, head.find("\r\n") - name.size() - 1);
            while (!value.empty() && value.front() == ' ') value.remove_prefix(1);
            return value;
        }
    }
    return {};
}

}  // namespace bench

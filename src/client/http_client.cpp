#include "client/http_client.hpp"

#include <fmt/format.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <memory>
#include <optional>
#include <stdexcept>

#include "base/integer.hpp"
#include "base/text.hpp"

namespace reeve::client {
namespace {

constexpr int kPatienceSeconds = 60;
constexpr std::size_t kHeadMax = 64 * 1024;

template <class Number>
Number number_of(std::string_view text, int base = 10) {
    const auto value = parse_integer<Number>(text, base);
    if (!value) throw std::runtime_error(fmt::format("'{}' is no number that HTTP knows there", text));
    return *value;
}

// The value of a header of the head, or nothing; its name in lower case.
std::optional<std::string_view> header(std::string_view head, std::string_view name) {
    for (std::string_view line : split(head, '\n')) {
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos) continue;
        if (lower_ascii(trim(line.substr(0, colon))) == name) return trim(line.substr(colon + 1));
    }
    return std::nullopt;
}

}  // namespace

HttpClient::HttpClient(std::string_view address) {
    constexpr std::string_view scheme = "http://";
    if (address.starts_with("https://"))
        throw std::runtime_error(
            "encrypted connections are not made by this release; ask the desk on its own machine");
    std::string_view rest = address;
    if (rest.ends_with('/')) rest.remove_suffix(1);
    if (!rest.starts_with(scheme) || rest.size() == scheme.size())
        throw std::runtime_error(
            fmt::format("'{}' is no address of a desk, such as http://127.0.0.1:8080", address));
    rest.remove_prefix(scheme.size());
    const std::size_t colon = rest.rfind(':');
    host_ = std::string(rest.substr(0, colon));
    port_ = colon == std::string_view::npos ? 80 : number_of<std::uint16_t>(rest.substr(colon + 1));
}

HttpClient::~HttpClient() {
    disconnect();
}

void HttpClient::disconnect() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    received_.clear();
}

void HttpClient::connect() {
    if (socket_ >= 0) return;
    addrinfo wanted{};
    wanted.ai_family = AF_UNSPEC;
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host_.c_str(), std::to_string(port_).c_str(), &wanted, &found) != 0)
        throw std::runtime_error(fmt::format("there is no host '{}'", host_));
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> all(found, ::freeaddrinfo);
    for (const addrinfo* to = found; to != nullptr && socket_ < 0; to = to->ai_next) {
        socket_ = ::socket(to->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (socket_ >= 0 && ::connect(socket_, to->ai_addr, to->ai_addrlen) != 0) disconnect();
    }
    if (socket_ < 0)
        throw std::runtime_error(fmt::format("the desk at {}:{} cannot be reached", host_, port_));
    const timeval patience{kPatienceSeconds, 0};
    const int at_once = 1;
    (void)setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    (void)setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
}

void HttpClient::send_all(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) throw std::runtime_error("the desk closed the connection");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool HttpClient::receive() {
    std::array<char, 16 * 1024> some{};
    const ssize_t count = ::recv(socket_, some.data(), some.size(), 0);
    if (count <= 0) return false;
    received_.append(some.data(), static_cast<std::size_t>(count));
    return true;
}

std::string HttpClient::read_head() {
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos)
        if (received_.size() > kHeadMax || !receive()) throw std::runtime_error("the desk gave no answer");
    std::string head = received_.substr(0, end);
    received_.erase(0, end + 4);
    return head;
}

void HttpClient::read_body(std::string_view head, std::string& body) {
    const auto length = header(head, "content-length");
    if (!length) return;
    const auto size = number_of<std::size_t>(*length);
    while (received_.size() < size)
        if (!receive()) throw std::runtime_error("the desk broke off its answer");
    body = received_.substr(0, size);
    received_.erase(0, size);
}

HttpAnswer HttpClient::ask(std::string_view method, std::string_view target, std::string_view token,
                           const Json& body, std::string_view if_match) {
    connect();
    std::string request = fmt::format("{} {} HTTP/1.1\r\nHost: {}:{}\r\nAccept: application/json\r\n", method,
                                      target, host_, port_);
    if (!token.empty()) request += fmt::format("Authorization: Bearer {}\r\n", token);
    if (!if_match.empty()) request += fmt::format("If-Match: {}\r\n", if_match);
    if (!body.is_null()) {
        const std::string text = write_json(body);
        request +=
            fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{}", text.size(), text);
    } else {
        request += "\r\n";
    }
    send_all(request);
    const std::string head = read_head();
    if (head.size() < 12 || !head.starts_with("HTTP/1.1 ")) throw std::runtime_error("the answer is no HTTP");
    HttpAnswer answer;
    answer.status = number_of<int>(std::string_view(head).substr(9, 3));
    answer.etag = std::string(header(head, "etag").value_or(""));
    if (const auto wait = header(head, "retry-after")) answer.retry_after_s = number_of<int>(*wait);
    std::string text;
    if (answer.status != 204) read_body(head, text);
    if (lower_ascii(header(head, "connection").value_or("")) == "close") disconnect();
    if (text.empty()) return answer;
    auto parsed = parse_json(text);
    if (!parsed) throw std::runtime_error("the desk's answer is no JSON: " + parsed.error().detail);
    answer.body = std::move(*parsed);
    return answer;
}

}  // namespace reeve::client

#include "rehearse/client.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace reeve::rehearse {
namespace {

// Takes one connection after another; on each it reads a request and sends its answer, piece by piece, then the next
// one. An empty piece closes the connection.
class Scripted {
public:
    explicit Scripted(std::vector<std::vector<std::string>> answers) : answers_(std::move(answers)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof at;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&at), size) != 0 || ::listen(listener_, 4) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&at), &size) != 0)
            throw std::runtime_error("no port to listen on");
        port_ = ntohs(at.sin_port);
        thread_ = std::jthread([this] { serve(); });
    }
    ~Scripted() {
        thread_.join();
        ::close(listener_);
    }
    [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::vector<std::string> requests;  // to be read after the last answer

private:
    void serve() {
        int connection = -1;
        for (const auto& pieces : answers_) {
            if (connection < 0) connection = ::accept(listener_, nullptr, nullptr);
            requests.push_back(read_request(connection));
            for (const std::string& piece : pieces) {
                if (piece.empty()) {
                    ::close(connection);
                    connection = -1;
                } else {
                    (void)::send(connection, piece.data(), piece.size(), MSG_NOSIGNAL);
                }
            }
        }
        if (connection >= 0) ::close(connection);
    }
    static std::string read_request(int connection) {
        std::string request;
        char byte = 0;
        while (request.find("\r\n\r\n") == std::string::npos && ::recv(connection, &byte, 1, 0) == 1) request += byte;
        const std::size_t at = request.find("Content-Length: ");
        if (at == std::string::npos) return request;
        for (std::size_t left = std::stoul(request.substr(at + 16)); left > 0 && ::recv(connection, &byte, 1, 0) == 1; --left)
            request += byte;
        return request;
    }

    std::vector<std::vector<std::string>> answers_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::jthread thread_;
};

TEST(Client, KeepsOneConnectionAndReadsAnswersInPieces) {
    Scripted desk({{"HTTP/1.1 200 OK\r\nContent-", "Length: 8\r\nETag: \"3\"\r\n\r\n{\"a\"", ":1}"},
                   {"HTTP/1.1 204 No Content\r\n\r\n"},
                   {"HTTP/1.1 404 Not Found\r\ncontent-length: 2\r\n\r\n{}"}});
    Client client(desk.address());
    const HttpAnswer first = client.ask("POST", "/x", "secret", Json(JsonObject{{"b", 2}}), "\"2\"");
    EXPECT_EQ(first.status, 200);
    EXPECT_EQ(first.etag, "\"3\"");
    EXPECT_EQ(first.body.integer_or("a", 0), 1);
    EXPECT_EQ(client.ask("DELETE", "/x", "").status, 204);
    EXPECT_EQ(client.ask("GET", "/y", "").status, 404);
    ASSERT_EQ(desk.requests.size(), 3u);
    EXPECT_NE(desk.requests[0].find("Authorization: Bearer secret\r\nIf-Match: \"2\"\r\n"), std::string::npos);
    EXPECT_TRUE(desk.requests[0].ends_with("\r\n\r\n{\"b\":2}"));
    EXPECT_EQ(desk.requests[2].find("Authorization"), std::string::npos);
}

TEST(Client, ConnectsAgainAfterTheDeskSaidClose) {
    Scripted desk({{"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", ""}, {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"}});
    Client client(desk.address());
    EXPECT_EQ(client.ask("GET", "/", "").status, 200);
    EXPECT_EQ(client.ask("GET", "/", "").status, 200);
}

TEST(Client, WhatIsNoAnswerIsAnAccident) {
    Scripted desk({{"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}", ""}});
    Client client(desk.address());
    EXPECT_THROW((void)client.ask("GET", "/", ""), std::runtime_error);
    Scripted other({{"SSH-2.0-OpenSSH\r\n\r\n", ""}});
    Client wrong(other.address());
    EXPECT_THROW((void)wrong.ask("GET", "/", ""), std::runtime_error);
    EXPECT_THROW(Client("127.0.0.1"), std::runtime_error);
    EXPECT_THROW(Client("http://127.0.0.1:99999"), std::runtime_error);
}

TEST(Client, QueriesAreEncoded) {
    EXPECT_EQ(percent_encoded("a b&c=d/é~"), "a%20b%26c%3Dd%2F%C3%A9~");
}

}  // namespace
}  // namespace reeve::rehearse

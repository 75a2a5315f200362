#pragma once
// A small HTTP/1.1 client for one desk: one connection, kept open, one request at a time, without encryption.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace reeve::client {

struct HttpAnswer {
    int status = 0;
    std::string etag;
    int retry_after_s = 0;  // 0 where the answer does not say
    Json body;              // null where there is none
};

class HttpClient {
public:
    // "http://127.0.0.1:41234", or a host by its name; port 80 where none is given. Connects with the first
    // request. Throws std::runtime_error when this is no such address.
    explicit HttpClient(std::string_view address);
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    // `body` null sends none. Throws std::runtime_error when the desk cannot be reached or does not speak
    // HTTP.
    [[nodiscard]] HttpAnswer ask(std::string_view method, std::string_view target, std::string_view token,
                                 const Json& body = {}, std::string_view if_match = {});

    // The next request connects anew: after a broken answer.
    void disconnect();

private:
    void connect();
    void send_all(std::string_view bytes);
    [[nodiscard]] std::string read_head();
    void read_body(std::string_view head, std::string& body);
    [[nodiscard]] bool receive();

    std::string host_;
    std::uint16_t port_ = 0;
    int socket_ = -1;
    std::string received_;  // what came behind the last answer
};

}  // namespace reeve::client

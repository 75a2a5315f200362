#pragma once
// A request and its response as plain values: routes see these and nothing of the network.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace reeve::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, other };

struct Request {
    Method method = Method::get;
    std::string target;                                        // as sent, path and query
    std::string path;                                          // before the '?', not yet decoded
    std::string query;                                         // after it
    std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
    std::string body;
    std::string remote;   // the peer's address, without port
    bool secure = false;  // came over TLS, or a trusted proxy says so

    [[nodiscard]] std::string_view header(std::string_view lower_case_name) const;  // empty when absent
};

struct Response {
    int status = 200;
    std::string content_type;                                  // empty = no body type is said
    std::vector<std::pair<std::string, std::string>> headers;  // beyond those that every answer has
    std::string body;
    std::string_view fixed;                    // instead of body: bytes that live as long as the program
    std::shared_ptr<class BodySource> source;  // instead of body: read in parts
    std::shared_ptr<class Stream> stream;      // instead of body: goes on until it is over
    // Instead of all else: makes the response, on the connection's thread; whoever replies has other things to do.
    std::move_only_function<Response()> later;
};

// The response itself, made now when that was left for later.
[[nodiscard]] Response made(Response response);

// Calls back exactly once, from any thread.
using Reply = std::move_only_function<void(Response)>;

// A long body on its way out, read in parts on the connection's thread.
class BodySource {
public:
    virtual ~BodySource() = default;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    // Fills up to `most` bytes; empty means the end came early, and the connection is dropped.
    [[nodiscard]] virtual std::string read(std::size_t most) = 0;
};

// A body without an end, told in pieces as they come. Its methods are called on the connection's thread.
class Stream {
public:
    virtual ~Stream() = default;
    // `wake` may be called from any thread when there is something to send; it only passes that on.
    virtual void listen(std::function<void()> wake) = 0;
    // What is to be sent now; asked again when that is sent. Empty: nothing, or it is over.
    [[nodiscard]] virtual std::string next() = 0;
    // What is to be sent when nothing was for a while, so that everybody on the way knows that it lives.
    [[nodiscard]] virtual std::string beat() = 0;
    [[nodiscard]] virtual bool over() = 0;
};

// A long body on its way in (uploads): parts as they come, on the connection's thread.
class BodySink {
public:
    virtual ~BodySink() = default;
    // False = refuse now with refusal().
    [[nodiscard]] virtual bool take(std::string_view part) = 0;
    // The whole body has come: answer.
    virtual void finish(Reply reply) = 0;
    [[nodiscard]] virtual Response refusal() = 0;
};

class Handler {
public:
    virtual ~Handler() = default;
    // The headers have come. A sink takes the body in parts; a response refuses it unread; neither: the body
    // is gathered, up to body_limit().
    struct Admission {
        std::unique_ptr<BodySink> sink;
        std::optional<Response> refused;
        std::uint64_t body_limit = 1u << 20;
    };
    [[nodiscard]] virtual Admission admit(const Request& head) = 0;
    virtual void handle(Request request, Reply reply) = 0;
    // What went wrong below the routes: 400 malformed, 413 too large, 431 headers, 503 too many connections.
    [[nodiscard]] virtual Response fault(int status, std::string_view detail) = 0;
};

}  // namespace reeve::http

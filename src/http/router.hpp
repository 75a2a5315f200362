#pragma once
// Which call serves a request: one table of routes, held against docs/openapi.yaml by a test.

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"
#include "base/outcome.hpp"
#include "desk/world.hpp"
#include "http/message.hpp"

namespace reeve::http {

class Api;

// One request, as its route sees it.
struct Call {
    Request request;
    std::vector<std::string> path;                           // the values in the path's braces, decoded
    std::vector<std::pair<std::string, std::string>> query;  // decoded; only names that the route allows
    Id person;                                               // who asks; empty on a public route
    desk::WorldPtr world;
    Json body;  // an object where the route takes one

    [[nodiscard]] const std::string* parameter(std::string_view name) const;
};

enum class Body : std::uint8_t { none, json, upload };
enum class Session : std::uint8_t { needed, not_needed };

struct Route {
    Method method = Method::get;
    std::string_view path;                // "/api/v1/records/{number}"
    std::string_view operation;           // its operationId
    std::vector<std::string_view> query;  // parameters it allows
    Body body = Body::none;
    Session session = Session::needed;
    bool manual_clock_only = false;
    void (*serve)(Api&, Call, Reply) = nullptr;
};

[[nodiscard]] std::span<const Route> routes();

struct Match {
    const Route* route = nullptr;  // null: no such path, or not by this method
    std::vector<std::string> values;
    std::vector<Method> others;  // methods that the path does have
};
[[nodiscard]] Match match(Method method, std::string_view path);

[[nodiscard]] std::string_view word(Method method);
// Percent-decoding, strict: bad escapes, NUL and bad UTF-8 give nothing.
[[nodiscard]] std::optional<std::string> decode_percent(std::string_view text, bool plus_is_space);
// Percent-encoding of everything but ASCII letters, digits, '.', '-' and '_'.
[[nodiscard]] std::string encode_percent(std::string_view text);
// Name and value pairs in order; refused when malformed, unknown to `allowed`, or given twice.
[[nodiscard]] Outcome<std::vector<std::pair<std::string, std::string>>> parse_query(
    std::string_view query, std::span<const std::string_view> allowed);

}  // namespace reeve::http

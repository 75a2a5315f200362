// The one place that knows Boost.JSON: its incremental parser hands us events, we build our own values.
#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_set>

#include "base/json.hpp"

namespace reeve {
namespace {

namespace bj = boost::json;
using ErrorCode = bj::error_code;

// Beyond this many members a set of the keys is kept, so that a large object is not quadratic.
constexpr std::size_t members_searched = 16;

// Builds the value from the inside out: open containers lie on a stack.
class Builder {
public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    Json value;
    std::string wrong;  // our own reason for stopping, empty when the parser has one

    bool on_document_begin(ErrorCode&) { return true; }
    bool on_document_end(ErrorCode&) { return true; }
    bool on_object_begin(ErrorCode&) { return open(JsonObject()); }
    bool on_object_end(std::size_t, ErrorCode&) { return close(); }
    bool on_array_begin(ErrorCode&) { return open(JsonArray()); }
    bool on_array_end(std::size_t, ErrorCode&) { return close(); }

    bool on_string_part(bj::string_view part, std::size_t, ErrorCode&) {
        text_.append(part.data(), part.size());
        return true;
    }
    bool on_string(bj::string_view part, std::size_t, ErrorCode&) {
        text_.append(part.data(), part.size());
        return add(std::exchange(text_, {}));
    }
    bool on_key_part(bj::string_view part, std::size_t size, ErrorCode& error) {
        return on_string_part(part, size, error);
    }
    bool on_key(bj::string_view part, std::size_t, ErrorCode& error) {
        text_.append(part.data(), part.size());
        Open& object = open_.back();
        if (!is_new(object, text_)) {
            wrong = "the key '" + text_ + "' stands twice in one object";
            return stop(error);
        }
        object.key = std::exchange(text_, {});
        return true;
    }

    bool on_number_part(bj::string_view part, ErrorCode& error) { return on_string_part(part, 0, error); }
    bool on_int64(std::int64_t number, bj::string_view, ErrorCode&) {
        text_.clear();
        return add(number);
    }
    bool on_uint64(std::uint64_t number, bj::string_view, ErrorCode&) {
        text_.clear();
        if (number <= std::numeric_limits<std::int64_t>::max()) return add(static_cast<std::int64_t>(number));
        return add(static_cast<double>(number));
    }
    // Boost 1.81 may miss the nearest double by a unit in the last place, so the digits are read again.
    bool on_double(double roughly, bj::string_view part, ErrorCode& error) {
        text_.append(part.data(), part.size());
        const std::string digits = std::exchange(text_, {});
        double exactly = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exactly);
        if (read.ec == std::errc::result_out_of_range && std::abs(roughly) < 1) return add(0.0);
        if (read.ec != std::errc{} || !std::isfinite(exactly)) {
            wrong = "this number is too large";
            return stop(error);
        }
        return add(exactly);
    }

    bool on_bool(bool truth, ErrorCode&) { return add(truth); }
    bool on_null(ErrorCode&) { return add(nullptr); }
    bool on_comment_part(bj::string_view, ErrorCode&) { return true; }
    bool on_comment(bj::string_view, ErrorCode&) { return true; }

private:
    struct Open {
        Json value;
        std::string key;                       // of the member being read
        std::unordered_set<std::string> keys;  // filled only once there are many
    };

    static bool stop(ErrorCode& error) {
        error = bj::error::syntax;
        return false;
    }

    bool open(Json container) {
        open_.push_back({std::move(container), {}, {}});
        return true;
    }

    bool close() {
        Json done = std::move(open_.back().value);
        open_.pop_back();
        return add(std::move(done));
    }

    bool add(Json done) {
        if (open_.empty()) {
            value = std::move(done);
            return true;
        }
        Open& into = open_.back();
        if (into.value.is_array())
            into.value.array().push_back(std::move(done));
        else
            into.value.object().append(std::move(into.key), std::move(done));
        return true;
    }

    static bool is_new(Open& open, const std::string& key) {
        const JsonObject& object = open.value.object();
        if (object.size() < members_searched) return object.find(key) == nullptr;
        if (open.keys.empty())
            for (const JsonObject::Member& member : object) open.keys.insert(member.first);
        return open.keys.insert(key).second;
    }

    std::vector<Open> open_;
    std::string text_;  // what has come so far of a string, key or number that arrives in parts
};

std::string place(std::string_view text, std::size_t at) {
    const std::string_view before = text.substr(0, at);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::size_t start = before.rfind('\n');
    const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1) + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

std::string reason(const ErrorCode& error, const JsonLimits& limits) {
    if (error == bj::error::incomplete) return "the text ends too early";
    if (error == bj::error::too_deep) return "nested deeper than " + std::to_string(limits.depth) + " levels";
    if (error == bj::error::extra_data) return "something follows after the value";
    if (error == bj::error::exponent_overflow) return "this number is too large";
    return error.message();
}

}  // namespace

Outcome<Json> parse_json(std::string_view text, JsonLimits limits) {
    if (text.size() > limits.bytes)
        return refuse(RefusalKind::too_large,
                      "The JSON text is larger than " + std::to_string(limits.bytes) + " bytes.");
    bj::parse_options options;
    options.max_depth = limits.depth;
    bj::basic_parser<Builder> parser(options);
    ErrorCode error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) error = bj::error::extra_data;
    if (error) {
        Builder& builder = parser.handler();
        const std::string why = builder.wrong.empty() ? reason(error, limits) : builder.wrong;
        return refuse(
            RefusalKind::malformed,
            "This is not valid JSON: " + place(text, std::min(read, text.size())) + ": " + why + ".");
    }
    return std::move(parser.handler().value);
}

}  // namespace reeve

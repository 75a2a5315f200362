// The one place that knows Boost.JSON: its incremental parser hands us events, we build our own values.
#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <iterator>
#include <limits>
#include <memory>
#include <unordered_set>

#include "base/json.hpp"

namespace reeve {
namespace {

namespace bj = boost::json;
using ErrorCode = bj::error_code;

// Beyond this many members a set of the keys is kept, so that a large object is not quadratic.
constexpr std::size_t members_searched = 16;

// Builds the value from the inside out. Values that have no container yet lie side by side on one stack, so
// that each container is allocated once, at its end, in its exact size.
class Builder {
public:
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();

    std::string wrong;  // our own reason for stopping, empty when the parser has one

    Builder() {
        values_.reserve(32);
        keys_.reserve(32);
        open_.reserve(8);
    }
    Json take() { return std::move(values_.back()); }

    bool on_document_begin(ErrorCode&) { return true; }
    bool on_document_end(ErrorCode&) { return true; }
    bool on_object_begin(ErrorCode&) { return open(); }
    bool on_array_begin(ErrorCode&) { return open(); }
    bool on_object_end(std::size_t count, ErrorCode&) {
        JsonObject object;
        object.reserve(count);
        const std::size_t first_value = values_.size() - count;
        const std::size_t first_key = keys_.size() - count;
        for (std::size_t i = 0; i < count; ++i)
            object.append(std::move(keys_[first_key + i]), std::move(values_[first_value + i]));
        keys_.resize(first_key);
        values_.resize(first_value);
        open_.pop_back();
        return add(std::move(object));
    }
    bool on_array_end(std::size_t count, ErrorCode&) {
        const auto first = values_.end() - static_cast<std::ptrdiff_t>(count);
        JsonArray array(std::make_move_iterator(first), std::make_move_iterator(values_.end()));
        values_.erase(first, values_.end());
        open_.pop_back();
        return add(std::move(array));
    }

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
        if (!is_new(text_)) {
            wrong = "the key '" + text_ + "' stands twice in one object";
            return stop(error);
        }
        keys_.push_back(std::exchange(text_, {}));
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
        std::size_t first_key;                                  // its keys start here in keys_
        std::unique_ptr<std::unordered_set<std::string>> many;  // its keys again, once there are many
    };

    static bool stop(ErrorCode& error) {
        error = bj::error::syntax;
        return false;
    }

    bool open() {
        open_.push_back({keys_.size(), nullptr});
        return true;
    }

    bool add(Json done) {
        values_.push_back(std::move(done));
        return true;
    }

    bool is_new(const std::string& key) {
        Open& object = open_.back();
        const auto first = keys_.begin() + static_cast<std::ptrdiff_t>(object.first_key);
        if (static_cast<std::size_t>(keys_.end() - first) < members_searched)
            return std::find(first, keys_.end(), key) == keys_.end();
        if (!object.many) object.many = std::make_unique<std::unordered_set<std::string>>(first, keys_.end());
        return object.many->insert(key).second;
    }

    std::vector<Json> values_;
    std::vector<std::string> keys_;
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
    return parser.handler().take();
}

}  // namespace reeve

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "cel/arithmetic_internal.hpp"
#include "cel/map.hpp"
#include "cel/number_internal.hpp"
#include "cel/standard_internal.hpp"
#include "cel/text_internal.hpp"

namespace reeve::cel {
namespace {

constexpr int precision_max = 100;

struct Clause {
    char verb = 's';
    int precision = 6;
};

// One call of format(). Each function that writes gives false, with `error_` set, when it cannot.
class Formatting {
public:
    explicit Formatting(CallContext& context) : context_(context) {}

    Value run(std::string_view format, const List& arguments) {
        std::size_t next = 0;
        while (!format.empty()) {
            const auto percent = std::min(format.find('%'), format.size());
            if (!put(format.substr(0, percent))) return error_;
            format.remove_prefix(percent);
            if (format.empty()) break;
            format.remove_prefix(1);
            if (format.starts_with('%')) {
                if (!put("%")) return error_;
                format.remove_prefix(1);
                continue;
            }
            Clause clause;
            if (!read(clause, format)) return error_;
            if (next == arguments.size())
                return Value::error(ErrorKind::out_of_range, "format() has too few arguments");
            if (!write(clause, arguments[next++])) return error_;
        }
        return std::move(out_);
    }

private:
    bool put(std::string_view text) {
        if (!context_.budget.spend_bytes(text.size() + 16)) {
            error_ = spent();
            return false;
        }
        out_ += text;
        return true;
    }

    bool fail(std::string why) {
        error_ = Value::error(ErrorKind::invalid_argument, std::move(why));
        return false;
    }

    bool read(Clause& clause, std::string_view& format) {
        if (format.starts_with('.')) {
            format.remove_prefix(1);
            clause.precision = 0;
            for (; !format.empty() && format[0] >= '0' && format[0] <= '9'; format.remove_prefix(1)) {
                clause.precision = clause.precision * 10 + (format[0] - '0');
                if (clause.precision > precision_max) return fail("a format's precision is too large");
            }
        }
        if (format.empty()) return fail("a format ends in an unfinished clause");
        clause.verb = format[0];
        format.remove_prefix(1);
        if (std::string_view("sdfeboxX").find(clause.verb) == std::string_view::npos)
            return fail("unrecognized formatting clause");
        return true;
    }

    bool write(const Clause& clause, const Value& value) {
        switch (clause.verb) {
            case 's': return text_of(value);
            case 'd': return decimal(value);
            case 'f':
            case 'e': return floating(clause, value);
            case 'x':
            case 'X': return hexadecimal(clause, value);
            default: return in_base(clause.verb, value);
        }
    }

    bool refuse(const Clause& clause, const Value& value) {
        return fail(
            fmt::format("a %{} clause cannot write a value of type {}", clause.verb, type_name(value)));
    }

    bool decimal(const Value& value) {
        if (value.is(ValueKind::integer)) return put(std::to_string(value.integer()));
        if (value.is(ValueKind::unsigned_integer)) return put(std::to_string(value.unsigned_integer()));
        if (value.is(ValueKind::real) && !std::isfinite(value.real())) return put(double_text(value.real()));
        return refuse({'d'}, value);
    }

    bool floating(const Clause& clause, const Value& value) {
        double number = 0;
        if (value.is(ValueKind::real))
            number = value.real();
        else if (value.is(ValueKind::integer))
            number = static_cast<double>(value.integer());
        else if (value.is(ValueKind::unsigned_integer))
            number = static_cast<double>(value.unsigned_integer());
        else
            return refuse(clause, value);
        if (!std::isfinite(number)) return put(double_text(number));
        return put(clause.verb == 'f' ? fmt::format("{:.{}f}", number, clause.precision)
                                      : fmt::format("{:.{}e}", number, clause.precision));
    }

    bool hexadecimal(const Clause& clause, const Value& value) {
        std::string digits;
        if (value.is(ValueKind::integer))
            digits = fmt::format("{:x}", value.integer());
        else if (value.is(ValueKind::unsigned_integer))
            digits = fmt::format("{:x}", value.unsigned_integer());
        else if (value.is(ValueKind::string))
            digits = hex(value.string());
        else if (value.is(ValueKind::bytes))
            digits = hex(value.bytes());
        else
            return refuse(clause, value);
        if (clause.verb == 'X')
            for (char& c : digits)
                if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
        return put(digits);
    }

    bool in_base(char verb, const Value& value) {
        const bool binary = verb == 'b';
        if (value.is(ValueKind::integer))
            return put(binary ? fmt::format("{:b}", value.integer()) : fmt::format("{:o}", value.integer()));
        if (value.is(ValueKind::unsigned_integer))
            return put(binary ? fmt::format("{:b}", value.unsigned_integer())
                              : fmt::format("{:o}", value.unsigned_integer()));
        if (binary && value.is(ValueKind::boolean)) return put(value.boolean() ? "1" : "0");
        return refuse({verb}, value);
    }

    bool text_of(const Value& value) {
        switch (value.kind()) {
            case ValueKind::null: return put("null");
            case ValueKind::boolean: return put(value.boolean() ? "true" : "false");
            case ValueKind::integer: return put(std::to_string(value.integer()));
            case ValueKind::unsigned_integer: return put(std::to_string(value.unsigned_integer()));
            case ValueKind::real: return put(double_text(value.real()));
            case ValueKind::string: return put(value.string());
            case ValueKind::bytes:
                if (!valid_utf8(value.bytes())) return fail("these bytes are no valid UTF-8");
                return put(value.bytes());
            case ValueKind::timestamp: return put(timestamp_text(value.timestamp()));
            case ValueKind::duration: return put(span_text(value.duration()));
            case ValueKind::type: return put(value.type_name());
            case ValueKind::list: return list(value.list());
            case ValueKind::map: return map(value.map());
            default: return refuse({'s'}, value);
        }
    }

    bool list(const List& list) {
        if (!put("[")) return false;
        for (std::size_t i = 0; i < list.size(); ++i)
            if ((i > 0 && !put(", ")) || !text_of(list[i])) return false;
        return put("]");
    }

    // In the order of the keys' texts, so that equal maps are written alike.
    bool map(const Map& map) {
        std::vector<std::pair<std::string, const Value*>> entries;
        for (const auto& [key, value] : map.entries()) {
            Formatting of_key(context_);
            if (!of_key.text_of(key)) return fail("a map's key cannot be written");
            entries.emplace_back(std::move(of_key.out_), &value);
        }
        std::ranges::sort(entries, {}, [](const auto& entry) -> const std::string& { return entry.first; });
        if (!put("{")) return false;
        bool first = true;
        for (const auto& [key, value] : entries)
            if ((!std::exchange(first, false) && !put(", ")) || !put(key) || !put(": ") || !text_of(*value))
                return false;
        return put("}");
    }

    CallContext& context_;
    std::string out_;
    Value error_;
};

Value format(CallContext& context, std::span<const Value> arguments) {
    return Formatting(context).run(arguments[0].string(), arguments[1].list());
}

}  // namespace

void add_format(StandardTable& table) {
    table.add("format", true, {Type::string(), Type::list(Type::dyn())}, Type::string(), format);
}

}  // namespace reeve::cel

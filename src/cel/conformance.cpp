#include "cel/conformance.hpp"

#include <charconv>
#include <cmath>
#include <map>

#include "base/json.hpp"
#include "base/sha256.hpp"
#include "cel/compile.hpp"
#include "cel/map.hpp"

namespace reeve::cel {
namespace {

template <class Number>
std::optional<Number> number_in(const Json& json) {
    if (!json.is_string()) return std::nullopt;
    const std::string& text = json.string();
    Number number{};
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<Value> read_value(const Json& json);

std::optional<Value> read_list(const Json& json) {
    if (!json.is_array()) return std::nullopt;
    List list;
    for (const Json& one : json.array()) {
        auto element = read_value(one);
        if (!element) return std::nullopt;
        list.push_back(std::move(*element));
    }
    return list;
}

std::optional<Value> read_map(const Json& json) {
    if (!json.is_array()) return std::nullopt;
    std::vector<Map::Entry> entries;
    for (const Json& one : json.array()) {
        if (!one.is_array() || one.array().size() != 2) return std::nullopt;
        auto key = read_value(one.array()[0]);
        auto value = read_value(one.array()[1]);
        if (!key || !value) return std::nullopt;
        entries.emplace_back(std::move(*key), std::move(*value));
    }
    auto map = Map::of(std::move(entries));
    if (!map) return std::nullopt;
    return std::move(*map);
}

std::optional<Value> read_bytes(const Json& json) {
    if (!json.is_string()) return std::nullopt;
    // Ours reads the URL alphabet without padding.
    std::string text = json.string();
    while (text.ends_with('=')) text.pop_back();
    for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
    std::string bytes;
    if (!unbase64url(text, bytes)) return std::nullopt;
    return Value::bytes(std::move(bytes));
}

// {"int": "1"}, {"list": […]} and so on.
std::optional<Value> read_value(const Json& json) {
    if (!json.is_object() || json.object().size() != 1) return std::nullopt;
    const auto& [kind, content] = *json.object().begin();
    if (kind == "null") return Value();
    if (kind == "bool" && content.is_bool()) return Value(content.boolean());
    if (kind == "string" && content.is_string()) return Value(content.string());
    if (kind == "type" && content.is_string()) return Value::type(content.string());
    if (kind == "int")
        if (const auto number = number_in<std::int64_t>(content)) return Value(*number);
    if (kind == "uint")
        if (const auto number = number_in<std::uint64_t>(content)) return Value::unsigned_integer(*number);
    if (kind == "double")
        if (const auto number = number_in<double>(content)) return Value(*number);
    if (kind == "bytes_base64") return read_bytes(content);
    if (kind == "list") return read_list(content);
    if (kind == "map") return read_map(content);
    return std::nullopt;
}

// The same value of the same kind; NaN is NaN, and zero keeps its sign.
bool same(const Value& a, const Value& b) {
    if (a.kind() != b.kind()) return false;
    switch (a.kind()) {
        case ValueKind::real:
            if (std::isnan(a.real()) || std::isnan(b.real()))
                return std::isnan(a.real()) && std::isnan(b.real());
            return a.real() == b.real() && std::signbit(a.real()) == std::signbit(b.real());
        case ValueKind::list: {
            if (a.list().size() != b.list().size()) return false;
            for (std::size_t i = 0; i < a.list().size(); ++i)
                if (!same(a.list()[i], b.list()[i])) return false;
            return true;
        }
        case ValueKind::map: {
            if (a.map().size() != b.map().size()) return false;
            for (const auto& [key, value] : a.map().entries()) {
                const Value* other = b.map().find(key);
                if (!other || !same(value, *other)) return false;
            }
            return true;
        }
        default: return a == b;
    }
}

// A member that is a list of one, as the suite's types are written.
const Json* only(const Json& json, std::string_view name) {
    const Json* found = json.find(name);
    return found && found->is_array() && found->array().size() == 1 ? &found->array()[0] : nullptr;
}

std::optional<Type> read_simple_type(const Json& json) {
    static const std::map<std::string, Type, std::less<>> types = {
        {"BOOL", Type::boolean()}, {"INT64", Type::integer()},       {"UINT64", Type::unsigned_integer()},
        {"DOUBLE", Type::real()},  {"STRING", Type::string()},       {"BYTES", Type::bytes()},
        {"ANY", Type::dyn()},      {"TIMESTAMP", Type::timestamp()}, {"DURATION", Type::duration()}};
    for (const std::string_view kind : {"primitive", "well_known"})
        if (const Json* name = only(json, kind); name && name->is_string())
            if (const auto found = types.find(name->string()); found != types.end()) return found->second;
    if (only(json, "null")) return Type::null();
    if (only(json, "dyn")) return Type::dyn();
    return std::nullopt;
}

std::optional<Type> read_type(const Json& json) {
    if (auto simple = read_simple_type(json)) return simple;
    if (const Json* list = only(json, "list_type")) {
        const Json* element = only(*list, "elem_type");
        const auto type = element ? read_type(*element) : std::nullopt;
        return type ? std::optional(Type::list(*type)) : std::nullopt;
    }
    if (const Json* map = only(json, "map_type")) {
        const Json* key = only(*map, "key_type");
        const Json* value = only(*map, "value_type");
        const auto key_type = key ? read_type(*key) : std::nullopt;
        const auto value_type = value ? read_type(*value) : std::nullopt;
        return key_type && value_type ? std::optional(Type::map(*key_type, *value_type)) : std::nullopt;
    }
    return std::nullopt;
}

class Bindings : public Activation {
public:
    [[nodiscard]] Value variable(int slot) override { return values_.at(static_cast<std::size_t>(slot)); }
    [[nodiscard]] Value call(int, std::span<const Value>) override {
        return Value::error(ErrorKind::host, "none");
    }
    int add(Value value) {
        values_.push_back(std::move(value));
        return static_cast<int>(values_.size()) - 1;
    }

private:
    std::vector<Value> values_;
};

class Case {
public:
    Case(const Json& json, const ZoneOffset& zones) : json_(json) { environment_.set_zones(zones); }

    // Nothing when it passes.
    std::optional<ConformanceFailure> run() {
        const std::string id(json_.string_or_empty("id"));
        const Json* error = json_.find("error");
        const Json* wanted = json_.find("value");
        const auto value = wanted ? read_value(*wanted) : std::nullopt;
        const Json* source = json_.find("expr");
        if (!source || !source->is_string() || (error != nullptr) == (wanted != nullptr) ||
            (wanted && !value))
            return ConformanceFailure{id, "a case with expr and either value or error", "something else"};
        const std::string expected = value ? text(*value) : "error: " + text_of(*error);
        if (!read_environment())
            return ConformanceFailure{id, expected, "bindings or types that cannot be read"};
        const auto program = compile(source->string(), environment_, options());
        if (!program)
            return ConformanceFailure{id, expected,
                                      "does not compile: " + reeve::text(program.error().front())};
        const Value found = evaluate(*program, bindings_);
        if (value ? same(found, *value) : found.is_error()) return std::nullopt;
        return ConformanceFailure{id, expected, text(found)};
    }

private:
    static std::string text_of(const Json& json) {
        return json.is_string() ? json.string() : write_json(json);
    }

    [[nodiscard]] CompileOptions options() const {
        CompileOptions options;
        const Json* unchecked = json_.find("disable_check");
        if (unchecked && *unchecked == Json(true)) options.checking = Checking::none;
        options.check_literals = false;  // the suite wants the error when it is evaluated
        return options;
    }

    bool read_environment() {
        environment_.set_container(std::string(json_.string_or_empty("container")));
        const Json* bindings = json_.find("bindings");
        if (const Json* raw = json_.find("type_env_raw")) {
            if (!raw->is_string()) return false;
            const auto types = parse_json(raw->string());
            const Json* declared = types ? types->find("x") : nullptr;
            if (!declared || !declared->is_array()) return false;
            for (const Json& one : declared->array())
                if (!declare(one, bindings)) return false;
        }
        return true;
    }

    bool declare(const Json& declaration, const Json* bindings) {
        const Json* name = only(declaration, "name");
        const Json* ident = only(declaration, "ident");
        const Json* described = ident ? only(*ident, "type") : nullptr;
        const auto type = described ? read_type(*described) : std::nullopt;
        if (!name || !name->is_string() || !type) return false;
        Value value = Value::error(ErrorKind::unknown_name, "the variable is not bound");
        if (const Json* bound = bindings ? bindings->find(name->string()) : nullptr) {
            auto read = read_value(*bound);
            if (!read) return false;
            value = std::move(*read);
        }
        environment_.add(Variable{name->string(), *type, bindings_.add(std::move(value))});
        return true;
    }

    const Json& json_;
    Environment environment_;
    Bindings bindings_;
};

}  // namespace

Outcome<ConformanceReport> run_conformance(std::string_view json_text, ZoneOffset zones) {
    const auto cases = parse_json(json_text);
    if (!cases) return std::unexpected(cases.error());
    if (!cases->is_array()) return refuse(RefusalKind::malformed, "A conformance file is an array of cases.");
    ConformanceReport report;
    for (const Json& one : cases->array()) {
        auto failure = Case(one, zones).run();
        if (failure) report.failures.push_back(std::move(*failure));
        ++(failure ? report.failed : report.passed);
    }
    return report;
}

}  // namespace reeve::cel

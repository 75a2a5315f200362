#pragma once
// One use of a prepared statement: bind, step, read; given back to its connection at the end.

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/sha256.hpp"
#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

// Bytes, as opposed to text.
struct Blob {
    std::string bytes;
    auto operator<=>(const Blob&) const = default;
};

// A value of a column or parameter; monostate is NULL.
using Value = std::variant<std::monostate, std::int64_t, std::string, Blob>;

// An id as a column has it: NULL when empty.
[[nodiscard]] Value value_of(Id id);
[[nodiscard]] Blob blob_of(Id id);
// A text as a column has it: NULL when empty.
[[nodiscard]] Value value_of(std::string_view text);

class Statement {
public:
    // `sql` is our own, never made of what somebody sent: values come by bind.
    Statement(Connection& connection, std::string_view sql);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    // Binds to the next parameter.
    void bind(std::integral auto value) { bind_integer(static_cast<std::int64_t>(value)); }
    void bind(std::nullptr_t);
    void bind(std::string_view text);
    void bind(const Blob& blob);
    void bind(Id id);  // NULL when empty
    void bind(const Digest& digest);
    void bind(Instant at) { bind_integer(at.micros); }
    void bind(const std::same_as<Value> auto& value) { bind_value(value); }

    template <class... Values>
    Statement& with(Values&&... values) {
        (bind(std::forward<Values>(values)), ...);
        return *this;
    }

    [[nodiscard]] bool step();  // true: a row
    void run();                 // to the end, rows aside
    void again();               // ready to be bound and run once more

    [[nodiscard]] bool null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] bool boolean(int column) const { return integer(column) != 0; }
    [[nodiscard]] std::string_view text(int column) const;  // valid until the next step; of blobs too
    [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
    [[nodiscard]] Id id(int column) const;  // empty for NULL
    [[nodiscard]] Digest digest(int column) const;
    [[nodiscard]] Instant instant(int column) const { return {integer(column)}; }
    [[nodiscard]] Value value(int column) const;
    [[nodiscard]] int columns() const;

private:
    void bind_integer(std::int64_t value);
    void bind_value(const Value& value);
    void check(int code) const;

    Connection& connection_;
    Connection::Prepared& prepared_;
    int next_ = 1;
};

}  // namespace reeve::store::sqlite

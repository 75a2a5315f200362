#pragma once
// Why an expression has no value. An error is a value like others: || and && may make it irrelevant.

#include <cstdint>
#include <string>

namespace reeve::cel {

enum class ErrorKind : std::uint8_t {
    no_overload,   // an operation on values that it is not defined for
    unknown_name,  // only when an expression was compiled unchecked
    no_such_key,
    out_of_range,  // overflow, an index, a time beyond the calendar
    division_by_zero,
    invalid_argument,
    cost,  // the limit of steps was reached
    host,  // said by the host's function
};

struct Error {
    ErrorKind kind = ErrorKind::host;
    std::string message;
    int line = 0;  // from 1, in the file of the expression; 0 until known
    int column = 0;
};

}  // namespace reeve::cel

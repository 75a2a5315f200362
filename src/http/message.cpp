#include "http/message.hpp"

namespace reeve::http {

std::string_view Request::header(std::string_view lower_case_name) const {
    for (const auto& [name, value] : headers)
        if (name == lower_case_name) return value;
    return {};
}

Response made(Response response) {
    return response.later ? response.later() : std::move(response);
}

}  // namespace reeve::http

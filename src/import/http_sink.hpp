#pragma once

#include <functional>
#include <string>

#include "client/http_client.hpp"
#include "import/sink.hpp"

namespace reeve::import {

// A running desk, asked over its API by an administrator. A batch that was not answered, or could not be
// taken just then, is sent again for some minutes.
class HttpSink : public Sink {
public:
    // Throws std::runtime_error when the address is none, and with password when the desk lets nobody in.
    // `wait`: lets so many seconds pass.
    HttpSink(const std::string& url, std::string token, std::function<void(int)> wait);
    [[nodiscard]] static std::string sign_in(const std::string& url, const std::string& name,
                                             const std::string& password);

    [[nodiscard]] std::size_t rows_per_batch() const override { return 400; }
    void enter_calendar(const std::string& name, const Json& hours) override;
    [[nodiscard]] desk::ImportReport put(Batch batch) override;

private:
    [[nodiscard]] std::optional<client::HttpAnswer> ask_once(const Json& body, bool last);
    [[nodiscard]] desk::ImportReport send(const Json& body);

    client::HttpClient client_;
    std::string token_;
    std::function<void(int)> wait_;
};

// As POST /api/v1/imports takes it, and its answer.
[[nodiscard]] Json import_json(const desk::Import& what);
[[nodiscard]] desk::ImportReport read_report(const Json& json);

}  // namespace reeve::import

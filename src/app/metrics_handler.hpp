#pragma once
// The listener of /metrics: its own address, loopback unless said otherwise.

#include "http/api.hpp"

namespace reeve::app {

class MetricsHandler : public http::Handler {
public:
    explicit MetricsHandler(http::Api& api) : api_(api) {}
    [[nodiscard]] Admission admit(const http::Request&) override { return {nullptr, std::nullopt, 1024}; }
    void handle(http::Request request, http::Reply reply) override;
    [[nodiscard]] http::Response fault(int status, std::string_view detail) override;

private:
    http::Api& api_;
};

}  // namespace reeve::app

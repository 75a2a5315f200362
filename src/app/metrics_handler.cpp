#include "app/metrics_handler.hpp"

namespace reeve::app {

void MetricsHandler::handle(http::Request request, http::Reply reply) {
    if (request.path != "/metrics") return reply(fault(404, "Here is only /metrics."));
    http::Response response;
    response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    response.body = api_.metrics();
    reply(std::move(response));
}

http::Response MetricsHandler::fault(int status, std::string_view detail) {
    http::Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::string(detail) + "\n";
    return response;
}

}  // namespace reeve::app

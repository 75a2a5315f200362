#include "http/page_routes.hpp"

#include "http/problem.hpp"
#include "page/page.hpp"

namespace reeve::http {
namespace {

bool accepts(std::string_view header, std::string_view coding) {
    const std::size_t at = header.find(coding);
    if (at == std::string_view::npos) return false;
    const std::string_view rest = header.substr(at + coding.size());
    return !rest.starts_with(";q=0") || rest.starts_with(";q=0.");
}

// An address with a dot in its last part names a file; any other is one of the page's own.
bool names_file(std::string_view path) {
    return path.substr(path.rfind('/') + 1).find('.') != std::string_view::npos;
}

}  // namespace

Response serve_page(const Request& request) {
    if (request.method != Method::get && request.method != Method::head)
        return problem(405, "method_not_allowed", "The page can only be read.");
    const PageFile* file = find_page_file(request.path);
    if (!file && !names_file(request.path)) file = find_page_file("/index.html");
    if (!file) return problem({RefusalKind::unseen, "", {}, 0});
    Response response;
    response.headers.emplace_back("ETag", std::string(file->etag));
    response.headers.emplace_back("Vary", "Accept-Encoding");
    // Names under /assets/ carry a hash of what they hold, so they never change.
    response.headers.emplace_back("Cache-Control", file->path.starts_with("/assets/")
                                                       ? "public, max-age=31536000, immutable"
                                                       : "no-cache");
    if (request.header("if-none-match") == file->etag) {
        response.status = 304;
        return response;
    }
    response.content_type = std::string(file->content_type);
    const std::string_view wanted = request.header("accept-encoding");
    response.fixed = file->identity;
    if (!file->brotli.empty() && accepts(wanted, "br")) {
        response.fixed = file->brotli;
        response.headers.emplace_back("Content-Encoding", "br");
    } else if (!file->gzip.empty() && accepts(wanted, "gzip")) {
        response.fixed = file->gzip;
        response.headers.emplace_back("Content-Encoding", "gzip");
    }
    return response;
}

}  // namespace reeve::http

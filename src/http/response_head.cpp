#include "http/response_head.hpp"

#include <charconv>

namespace reeve::http {
namespace {

std::string_view reason(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 304: return "Not Modified";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 406: return "Not Acceptable";
        case 409: return "Conflict";
        case 412: return "Precondition Failed";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 416: return "Range Not Satisfiable";
        case 422: return "Unprocessable Content";
        case 428: return "Precondition Required";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 507: return "Insufficient Storage";
        default: return "Status";
    }
}

void number(std::string& onto, std::uint64_t value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    onto.append(digits, end);
}

// A header value may not end its line: what would is dropped (header injection, trust.md E1).
void safe(std::string& onto, std::string_view value) {
    for (const char c : value)
        if (c != '\r' && c != '\n' && c != '\0') onto.push_back(c);
}

// ASVS 3.4: on every answer, so that no route can forget one.
constexpr std::string_view kAlways =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'\r\n";

}  // namespace

std::string response_head(const Response& response, std::uint64_t length, bool keep_alive) {
    std::string head;
    head.reserve(1024);
    head += "HTTP/1.1 ";
    number(head, static_cast<std::uint64_t>(response.status));
    head += ' ';
    head += reason(response.status);
    head += "\r\n";
    if (!response.content_type.empty()) {
        head += "Content-Type: ";
        safe(head, response.content_type);
        head += "\r\n";
    }
    // A stream ends with its connection.
    if (response.status != 204 && response.status != 304 && !response.stream) {
        head += "Content-Length: ";
        number(head, length);
        head += "\r\n";
    }
    bool cache_said = false;
    for (const auto& [name, value] : response.headers) {
        safe(head, name);
        head += ": ";
        safe(head, value);
        head += "\r\n";
        cache_said = cache_said || name == "Cache-Control";
    }
    if (!cache_said) head += "Cache-Control: no-store\r\n";
    head += kAlways;
    head += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

}  // namespace reeve::http

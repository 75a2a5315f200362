#include "http/connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <optional>

#include "http/response_head.hpp"

namespace reeve::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

namespace {

constexpr std::size_t kPart = 64 * 1024;
// Of what a client sends while it listens to a stream.
constexpr std::size_t kIgnored = 64;
constexpr std::size_t kIgnoredMost = 4096;

Method method_of(beast::http::verb verb) {
    switch (verb) {
        case beast::http::verb::get: return Method::get;
        case beast::http::verb::head: return Method::head;
        case beast::http::verb::post: return Method::post;
        case beast::http::verb::put: return Method::put;
        case beast::http::verb::patch: return Method::patch;
        case beast::http::verb::delete_: return Method::del;
        default: return Method::other;
    }
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::uint64_t length_of(const Response& response) {
    if (response.source) return response.source->size();
    return response.fixed.empty() ? response.body.size() : response.fixed.size();
}

// Every callback runs on the socket's own thread, so the members need no lock; only the reply may come from
// elsewhere, and it is posted here first.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(asio::ip::tcp::socket socket, std::shared_ptr<ConnectionShared> shared)
        : stream_(std::move(socket)), shared_(std::move(shared)) {
        shared_->open.fetch_add(1);
    }
    ~Connection() { shared_->open.fetch_sub(1); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void begin() {
        error_code ignored;
        stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
        const auto peer = stream_.socket().remote_endpoint(ignored);
        if (!ignored) remote_ = peer.address().to_string();
        read_head();
    }

    void refuse_and_close(int status, std::string_view detail) {
        keep_alive_ = false;
        write(shared_->handler.fault(status, detail));
    }

private:
    void read_head() {
        parser_.emplace();
        parser_->header_limit(static_cast<std::uint32_t>(shared_->options.header_bytes));
        parser_->body_limit(boost::none);
        request_ = Request{};
        admission_ = Handler::Admission{};
        head_only_ = false;
        stream_.expires_after(buffer_.size() == 0 ? shared_->options.idle_wait : shared_->options.head_wait);
        beast::http::async_read_header(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code error, std::size_t) { self->on_head(error); });
    }

    void on_head(error_code error) {
        namespace failure = beast::http;
        if (error == failure::error::end_of_stream || error == beast::error::timeout ||
            error == asio::error::eof || error == asio::error::connection_reset ||
            error == asio::error::operation_aborted)
            return close();
        if (error == failure::error::header_limit) return refuse_and_close(431, "The headers are too large.");
        if (error)
            return refuse_and_close(400, "This is not a request that can be read: " + error.message() + ".");
        take_head();
        const auto& message = parser_->get();
        if (message.version() != 11) keep_alive_ = false;
        // Both at once is how requests are smuggled past a proxy (RFC 9112 section 6.1).
        if (message.count(failure::field::content_length) > 0 &&
            message.count(failure::field::transfer_encoding) > 0)
            return refuse_and_close(400, "Content-Length and Transfer-Encoding exclude each other.");
        if (message.count(failure::field::host) != 1)
            return refuse_and_close(400, "Exactly one Host header is needed.");
        admission_ = shared_->handler.admit(request_);
        if (admission_.refused) {
            keep_alive_ = keep_alive_ && parser_->is_done();
            return write(std::move(*admission_.refused));
        }
        const auto length = parser_->content_length();
        if (!admission_.sink && length && *length > admission_.body_limit)
            return refuse_and_close(413, "The body is larger than this call takes.");
        if (lower(request_.header("expect")) == "100-continue") return write_continue();
        read_body();
    }

    void take_head() {
        const auto& message = parser_->get();
        request_.method = method_of(message.method());
        head_only_ = request_.method == Method::head;
        request_.target = std::string(message.target());
        const std::size_t question = request_.target.find('?');
        request_.path = request_.target.substr(0, question);
        if (question != std::string::npos) request_.query = request_.target.substr(question + 1);
        request_.headers.reserve(12);
        for (const auto& field : message)
            request_.headers.emplace_back(lower(std::string_view(field.name_string())),
                                          std::string(field.value()));
        request_.remote = remote_;
        keep_alive_ = message.keep_alive();
    }

    void write_continue() {
        static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
        asio::async_write(stream_, asio::buffer(kContinue.data(), kContinue.size()),
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (error)
                                  self->close();
                              else
                                  self->read_body();
                          });
    }

    void read_body() {
        if (parser_->is_done()) return dispatch();
        if (part_.empty()) part_.resize(kPart);
        parser_->get().body().data = part_.data();
        parser_->get().body().size = part_.size();
        stream_.expires_after(shared_->options.body_wait);
        beast::http::async_read(
            stream_, buffer_, *parser_,
            [self = shared_from_this()](error_code error, std::size_t) { self->on_part(error); });
    }

    void on_part(error_code error) {
        if (error == beast::http::error::need_buffer) error = {};
        if (error == beast::http::error::partial_message || error == asio::error::eof ||
            error == beast::error::timeout || error == asio::error::connection_reset)
            return close();  // a truncated body: nothing was done, and there is nobody left to tell
        if (error) return refuse_and_close(400, "The body cannot be read: " + error.message() + ".");
        const std::string_view part(part_.data(), part_.size() - parser_->get().body().size);
        if (admission_.sink) {
            if (!admission_.sink->take(part)) {
                keep_alive_ = false;
                return write(admission_.sink->refusal());
            }
        } else {
            if (request_.body.size() + part.size() > admission_.body_limit)
                return refuse_and_close(413, "The body is larger than this call takes.");
            request_.body.append(part);
        }
        read_body();
    }

    void dispatch() {
        // Nothing is awaited from the client meanwhile; the routes answer within their own limits.
        stream_.expires_never();
        Reply reply = [self = shared_from_this()](Response response) mutable {
            auto executor = self->stream_.get_executor();
            asio::post(executor, [self = std::move(self), response = std::move(response)]() mutable {
                self->write(made(std::move(response)));
            });
        };
        if (admission_.sink)
            admission_.sink->finish(std::move(reply));
        else
            shared_->handler.handle(std::move(request_), std::move(reply));
    }

    void write(Response response) {
        response_ = std::move(response);
        std::uint64_t length = 0;
        try {
            length = length_of(response_);
        } catch (const std::exception&) {
            return write(shared_->handler.fault(503, "This cannot be read just now."));
        }
        if (shared_->stopping || response_.stream) keep_alive_ = false;
        head_ = response_head(response_, length, keep_alive_);
        std::array<asio::const_buffer, 2> buffers{asio::buffer(head_), asio::const_buffer{}};
        if (!head_only_ && !response_.source)
            buffers[1] = response_.fixed.empty()
                             ? asio::const_buffer(response_.body.data(), response_.body.size())
                             : asio::const_buffer(response_.fixed.data(), response_.fixed.size());
        left_ = response_.source && !head_only_ ? length : 0;
        stream_.expires_after(shared_->options.body_wait);
        asio::async_write(stream_, buffers, [self = shared_from_this()](error_code error, std::size_t) {
            if (error)
                self->close();
            else if (self->response_.stream && !self->head_only_)
                self->begin_stream();
            else
                self->write_source();
        });
    }

    // Thousands of streams are open at once and idle: what only requests need is given back.
    void begin_stream() {
        request_ = Request{};
        admission_ = Handler::Admission{};
        parser_.reset();
        buffer_.clear();
        buffer_.shrink_to_fit();
        for (std::string* spent : {&part_, &head_}) *spent = std::string();
        response_.headers = {};
        part_.resize(kIgnored);
        stream_.expires_never();
        watch(0);
        // The stream keeps this: it may outlive the connection, so it holds on to nothing of it.
        response_.stream->listen([weak = weak_from_this(), executor = stream_.get_executor()] {
            asio::post(executor, [weak] {
                if (const auto self = weak.lock()) self->send_next();
            });
        });
        beat_.emplace(stream_.get_executor());
        wait_for_beat();
        send_next();
    }

    // Nothing is awaited from the client but that it goes away.
    void watch(std::size_t so_far) {
        if (so_far > kIgnoredMost) return close();
        stream_.async_read_some(asio::buffer(part_),
                                [self = shared_from_this(), so_far](error_code error, std::size_t n) {
                                    if (error)
                                        self->close();
                                    else
                                        self->watch(so_far + n);
                                });
    }

    void wait_for_beat() {
        beat_->expires_after(shared_->options.beat);
        beat_->async_wait([weak = weak_from_this()](error_code error) {
            const auto self = weak.lock();
            if (error || !self || !self->response_.stream) return;
            if (!self->sending_) self->send_piece(&Stream::beat);
            if (self->beat_) self->wait_for_beat();
        });
    }

    void send_next() {
        if (response_.stream && !sending_) send_piece(&Stream::next);
    }

    void send_piece(std::string (Stream::*piece)()) {
        try {
            send((*response_.stream.*piece)());
        } catch (const std::exception&) {
            close();
        }
    }

    // One piece at a time: what comes meanwhile waits in the stream, which has a limit of its own. Who does
    // not take a piece within the wait is gone.
    void send(std::string piece) {
        if (piece.empty()) {
            if (response_.stream->over()) close();
            return;
        }
        chunk_ = std::move(piece);
        sending_ = true;
        stream_.expires_after(shared_->options.body_wait);
        asio::async_write(stream_, asio::buffer(chunk_),
                          [self = shared_from_this()](error_code error, std::size_t) {
                              self->sending_ = false;
                              self->chunk_ = std::string();
                              if (error)
                                  self->close();
                              else
                                  self->send_next();
                          });
    }

    void write_source() {
        if (left_ == 0) return finished();
        try {
            chunk_ = response_.source->read(static_cast<std::size_t>(std::min<std::uint64_t>(left_, kPart)));
        } catch (const std::exception&) {
            chunk_.clear();
        }
        if (chunk_.empty()) return close();  // the length that was said tells the client that this is not all
        left_ -= chunk_.size();
        stream_.expires_after(shared_->options.body_wait);
        asio::async_write(stream_, asio::buffer(chunk_),
                          [self = shared_from_this()](error_code error, std::size_t) {
                              if (error)
                                  self->close();
                              else
                                  self->write_source();
                          });
    }

    void finished() {
        response_ = Response{};
        if (!keep_alive_) return linger();
        read_head();
    }

    // What the client is still sending is read and thrown away for a while: closing at once would reset the
    // connection and could take the answer with it.
    void linger() {
        error_code ignored;
        stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
        if (part_.empty()) part_.resize(kPart);
        stream_.expires_after(std::chrono::seconds(2));
        drain(0);
    }

    void drain(std::size_t so_far) {
        if (so_far > (64u << 20)) return close();
        stream_.async_read_some(asio::buffer(part_),
                                [self = shared_from_this(), so_far](error_code error, std::size_t n) {
                                    if (error)
                                        self->close();
                                    else
                                        self->drain(so_far + n);
                                });
    }

    void close() {
        error_code ignored;
        stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
        stream_.close();
        beat_.reset();
        response_.stream.reset();
    }

    beast::tcp_stream stream_;
    std::shared_ptr<ConnectionShared> shared_;
    beast::flat_buffer buffer_{256 * 1024};
    std::optional<beast::http::request_parser<beast::http::buffer_body>> parser_;
    std::string part_;
    std::string remote_;
    Request request_;
    Handler::Admission admission_;
    Response response_;
    std::string head_;
    std::string chunk_;
    std::uint64_t left_ = 0;
    std::optional<asio::steady_timer> beat_;
    bool sending_ = false;
    bool keep_alive_ = true;
    bool head_only_ = false;
};

}  // namespace

void serve_connection(asio::ip::tcp::socket socket, std::shared_ptr<ConnectionShared> shared) {
    std::make_shared<Connection>(std::move(socket), std::move(shared))->begin();
}

void turn_away(asio::ip::tcp::socket socket, const std::shared_ptr<ConnectionShared>& shared) {
    std::make_shared<Connection>(std::move(socket), shared)
        ->refuse_and_close(503, "Too many connections are open; try again shortly.");
}

}  // namespace reeve::http

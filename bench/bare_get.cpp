// The limit of a read, frozen (frozen.txt): Beast on two threads that answers every request with the same
// bytes, the head and body of a response kept in a file. No routes, no session, no store.
//
//   bare_get RESPONSE_FILE   prints `listening PORT`, and serves until it is ended

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

using Answer = http::response<http::string_body>;

Answer read_answer(const char* path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    http::response_parser<http::string_body> parser;
    parser.eager(true);
    error_code error;
    parser.put(asio::buffer(bytes), error);
    if (error || !parser.is_done()) {
        std::fprintf(stderr, "bare_get: %s holds no whole response\n", path);
        std::exit(2);
    }
    return parser.release();
}

class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(asio::ip::tcp::socket socket, const Answer& answer)
        : stream_(std::move(socket)), kept_(answer) {
        stream_.socket().set_option(asio::ip::tcp::no_delay(true));
    }

    void read() {
        request_ = {};
        http::async_read(stream_, buffer_, request_,
                         [self = shared_from_this()](error_code error, std::size_t) {
                             if (!error) self->write();
                         });
    }

private:
    void write() {
        answer_.emplace(kept_);
        http::async_write(stream_, *answer_, [self = shared_from_this()](error_code error, std::size_t) {
            if (!error) self->read();
        });
    }

    beast::tcp_stream stream_;
    const Answer& kept_;
    beast::flat_buffer buffer_;
    http::request<http::empty_body> request_;
    std::optional<Answer> answer_;
};

class Server {
public:
    explicit Server(Answer answer)
        : answer_(std::move(answer)), acceptor_(contexts_[0], {asio::ip::address_v4::loopback(), 0}) {}

    void run() {
        std::printf("listening %u\n", static_cast<unsigned>(acceptor_.local_endpoint().port()));
        std::fflush(stdout);
        accept();
        const auto guard = asio::make_work_guard(contexts_[1]);
        std::thread second([this] { contexts_[1].run(); });
        contexts_[0].run();
        second.join();
    }

private:
    void accept() {
        asio::io_context& context = contexts_[next_++ % 2];
        acceptor_.async_accept(context, [this, &context](error_code error, asio::ip::tcp::socket socket) {
            if (!error) {
                auto connection = std::make_shared<Connection>(std::move(socket), answer_);
                asio::post(context, [connection] { connection->read(); });
            }
            accept();
        });
    }

    Answer answer_;
    asio::io_context contexts_[2];
    asio::ip::tcp::acceptor acceptor_;
    std::size_t next_ = 0;
};

}  // namespace

int main(int count, char** words) {
    if (count != 2) {
        std::fprintf(stderr, "bare_get RESPONSE_FILE\n");
        return 2;
    }
    Server(read_answer(words[1])).run();
    return 0;
}

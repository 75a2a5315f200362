// The load: N connections that are kept alive, each sending the next request as soon as its response is
// there.
//
//   load PORT --requests FILE [--clients N] [--seconds S] [--warm S] [--once] [--token T] [--key PREFIX]
//        [--save FILE] [--locations FILE] [--skip N] [--word WORD]
//
// FILE has a request a line: METHOD, target and JSON body, parted by tabs. They are taken in turn, from the
// start again unless --once is said. --key gives each its own Idempotency-Key. --save keeps the first
// response as it came, --locations the Location of each. The first --skip responses are not measured;
// `worded` counts those that hold --word. SIGTERM ends it early. Prints one JSON object: requests, seconds,
// per_second, p50_us … max_us, bytes, worded, statuses.

#include <fmt/format.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <fstream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "load_exchange.hpp"

namespace {

using Clock = std::chrono::steady_clock;

volatile std::sig_atomic_t ended = 0;

struct Wanted {
    std::uint16_t port = 0;
    std::string requests;
    std::size_t clients = 1;
    double seconds = 1;
    double warm = 0;
    bool once = false;
    std::size_t skip = 0;
    std::string token, key, save, locations, word;
};

Wanted read_words(int count, char** words) {
    if (count < 2) throw std::runtime_error("load PORT --requests FILE …");
    Wanted wanted;
    wanted.port = static_cast<std::uint16_t>(std::stoi(words[1]));
    for (int i = 2; i < count; ++i) {
        const std::string_view name = words[i];
        if (name == "--once") {
            wanted.once = true;
            continue;
        }
        if (++i == count) throw std::runtime_error(fmt::format("{} needs a value", name));
        const std::string value = words[i];
        if (name == "--requests")
            wanted.requests = value;
        else if (name == "--clients")
            wanted.clients = std::stoul(value);
        else if (name == "--seconds")
            wanted.seconds = std::stod(value);
        else if (name == "--warm")
            wanted.warm = std::stod(value);
        else if (name == "--token")
            wanted.token = value;
        else if (name == "--key")
            wanted.key = value;
        else if (name == "--save")
            wanted.save = value;
        else if (name == "--locations")
            wanted.locations = value;
        else if (name == "--skip")
            wanted.skip = std::stoul(value);
        else if (name == "--word")
            wanted.word = value;
        else
            throw std::runtime_error(fmt::format("there is no {}", name));
    }
    return wanted;
}

class Requests {
public:
    explicit Requests(const Wanted& wanted) : once_(wanted.once), key_(wanted.key) {
        std::ifstream file(wanted.requests);
        for (std::string line; std::getline(file, line);) {
            const std::size_t first = line.find('\t');
            const std::size_t second = line.find('\t', first + 1);
            if (second == std::string::npos)
                throw std::runtime_error("a line is METHOD, target and body, parted by tabs");
            const std::string body = line.substr(second + 1);
            std::string head = fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n", line.substr(0, first),
                                           line.substr(first + 1, second - first - 1));
            if (!wanted.token.empty()) head += fmt::format("Authorization: Bearer {}\r\n", wanted.token);
            if (!body.empty())
                head += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", body.size());
            all_.push_back({std::move(head), body});
        }
        if (all_.empty()) throw std::runtime_error("there are no requests in " + wanted.requests);
    }

    // Empty when there are no more.
    std::string next() {
        if (once_ && at_ == all_.size()) return {};
        const auto& [head, body] = all_[at_++ % all_.size()];
        return key_.empty() ? head + "\r\n" + body
                            : fmt::format("{}Idempotency-Key: {}-{}\r\n\r\n{}", head, key_, at_, body);
    }

private:
    struct Request {
        std::string head, body;
    };
    std::vector<Request> all_;
    std::size_t at_ = 0;
    bool once_;
    std::string key_;
};

class Load {
public:
    explicit Load(Wanted wanted)
        : wanted_(std::move(wanted)), requests_(wanted_), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
        if (!wanted_.locations.empty()) locations_.open(wanted_.locations);
    }
    ~Load() { ::close(poll_); }
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    void run() {
        for (std::size_t i = 0; i < wanted_.clients; ++i) {
            auto& client = clients_.emplace_back(std::make_unique<Client>(wanted_.port));
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.ptr = client.get();
            ::epoll_ctl(poll_, EPOLL_CTL_ADD, client->exchange.socket(), &event);
        }
        const auto begun = Clock::now();
        measured_ = begun + span(wanted_.warm);
        end_ = measured_ + span(wanted_.seconds);
        for (auto& client : clients_) send(*client);
        while (busy_ > 0) turn();
        seconds_ = std::chrono::duration<double>(last_ - measured_).count();
    }

    void print() {
        std::sort(micros_.begin(), micros_.end());
        const auto share = [&](double part) {
            return micros_.empty()
                       ? 0.0
                       : micros_[static_cast<std::size_t>(part * static_cast<double>(micros_.size() - 1))];
        };
        fmt::print(
            "{{\"requests\": {}, \"seconds\": {:.3f}, \"per_second\": {:.1f}, \"p50_us\": {:.1f}, "
            "\"p90_us\": {:.1f}, "
            "\"p99_us\": {:.1f}, \"max_us\": {:.1f}, \"bytes\": {}, \"worded\": {}, \"statuses\": {}}}\n",
            micros_.size(), seconds_, seconds_ > 0 ? static_cast<double>(micros_.size()) / seconds_ : 0.0,
            share(0.5), share(0.9), share(0.99), share(1), bytes_, worded_, statuses());
    }

private:
    struct Client {
        explicit Client(std::uint16_t port) : exchange(port) {}
        bench::Exchange exchange;
        Clock::time_point sent;
    };

    static Clock::duration span(double seconds) {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
    }

    void send(Client& client) {
        client.sent = Clock::now();
        const bool more = client.sent < end_ && ended == 0;
        const std::string request = more ? requests_.next() : std::string();
        if (request.empty()) return;
        ++busy_;
        client.exchange.send(request);
    }

    void turn() {
        epoll_event events[64];
        const int ready = ::epoll_wait(poll_, events, 64, 30'000);
        if (ready < 0 && errno == EINTR) return;
        if (ready == 0) throw std::runtime_error("no response within 30 seconds");
        for (int i = 0; i < ready; ++i) {
            auto& client = *static_cast<Client*>(events[i].data.ptr);
            if (!received(client)) continue;
            --busy_;
            take(client);
            send(client);
        }
    }

    bool received(Client& client) {
        try {
            return client.exchange.receive();
        } catch (const std::runtime_error& failure) {
            throw std::runtime_error(fmt::format("{}, after {}", failure.what(), statuses()));
        }
    }

    [[nodiscard]] std::string statuses() const {
        std::string text;
        for (const auto& [status, count] : statuses_)
            text += fmt::format("{}\"{}\": {}", text.empty() ? "" : ", ", status, count);
        return "{" + text + "}";
    }

    void take(const Client& client) {
        const auto now = Clock::now();
        const bench::Response response = client.exchange.response();
        statuses_[response.status] += 1;
        if (!wanted_.save.empty()) {
            std::ofstream(wanted_.save, std::ios::binary) << response.bytes;
            wanted_.save.clear();
        }
        if (locations_.is_open()) locations_ << response.location << '\n';
        if (now < measured_) return;
        if (skipped_ < wanted_.skip) {
            ++skipped_;
            measured_ = now;
            return;
        }
        last_ = now;
        if (!wanted_.word.empty() && response.bytes.find(wanted_.word) != std::string_view::npos) ++worded_;
        bytes_ += static_cast<std::int64_t>(response.bytes.size());
        micros_.push_back(std::chrono::duration<double, std::micro>(now - client.sent).count());
    }

    Wanted wanted_;
    Requests requests_;
    int poll_;
    std::vector<std::unique_ptr<Client>> clients_;
    std::ofstream locations_;
    Clock::time_point measured_, end_, last_;
    std::size_t busy_ = 0;
    std::size_t skipped_ = 0;
    std::int64_t bytes_ = 0;
    std::int64_t worded_ = 0;
    std::map<int, std::int64_t> statuses_;
    std::vector<double> micros_;
    double seconds_ = 0;
};

}  // namespace

int main(int count, char** words) {
    std::signal(SIGTERM, [](int) { ended = 1; });
    try {
        Load load(read_words(count, words));
        load.run();
        load.print();
        return 0;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "load: %s\n", failure.what());
        return 1;
    }
}

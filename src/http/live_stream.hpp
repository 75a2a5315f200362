#pragma once
// One reader's stream of events (text/event-stream): what the feed has for her, in the form that browsers
// read.

#include <atomic>
#include <functional>
#include <string>

#include "base/sha256.hpp"
#include "desk/feed.hpp"
#include "http/api.hpp"
#include "http/message.hpp"

namespace reeve::http {

class LiveStream : public Stream {
public:
    // `since` is what she was told up to before; it is said again, so that a connection that breaks at once
    // loses nothing.
    LiveStream(Api& api, desk::Feed::Place place, Id person, const Digest& session, std::string since);
    ~LiveStream() override;
    LiveStream(const LiveStream&) = delete;
    LiveStream& operator=(const LiveStream&) = delete;

    void listen(std::function<void()> wake) override;
    [[nodiscard]] std::string next() override;
    [[nodiscard]] std::string beat() override;
    [[nodiscard]] bool over() override { return over_; }

private:
    [[nodiscard]] bool still_signed_in();
    [[nodiscard]] std::string news();

    Api& api_;
    desk::Feed::Place place_;
    Id person_;
    Digest session_;
    std::string said_;  // the last position given
    bool begun_ = false;
    bool over_ = false;
};

// Who else has a record open: [{"id", "display", "state"}]
[[nodiscard]] Json company_json(const desk::World& world, const std::vector<desk::Present>& people);
// {"number", "version", "kinds", "removed"?}
[[nodiscard]] Json told_json(const desk::Told& told);

}  // namespace reeve::http

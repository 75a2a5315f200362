#pragma once
// The desk on which one rehearsal plays: a real one, fresh, with its own folder and a clock turned by hand.

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "client/http_client.hpp"
#include "desk/instance.hpp"
#include "rehearse/rehearsal.hpp"

namespace reeve::rehearse {

class Stage {
public:
    // `former`: the version, of those that lie beside the process, with which new records begin until another
    // is activated; 0: none. Throws std::runtime_error with a sentence when the desk cannot start.
    // `beside`: other processes that are there too.
    Stage(const desk::StartInstance& start, const desk::ShippedProcess& process, int former, Instant at,
          std::span<const desk::ShippedProcess> beside = {});
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;

    // New records begin with that version of the process from here on. Throws when the desk refuses.
    void activate(const std::string& process, int version);
    // Lets time pass; nothing when the clock stands there already. Throws when the desk refuses.
    void turn_to(Instant at);
    // As a person of the demonstration, who is signed in when she is first needed.
    [[nodiscard]] client::HttpAnswer ask(const std::string& person, std::string_view method,
                                         std::string_view target, const Json& body = {},
                                         std::string_view if_match = {});
    struct Asked {
        std::string person, method, target;
        Json body;
        std::string if_match;
    };
    [[nodiscard]] client::HttpAnswer ask(const Asked& asked) {
        return ask(asked.person, asked.method, asked.target, asked.body, asked.if_match);
    }
    // All at the same moment, each on a connection of its own; the answers in their order.
    [[nodiscard]] std::vector<client::HttpAnswer> ask_together(const std::vector<Asked>& all);
    // What a GET lists, all its pages as one.
    [[nodiscard]] client::HttpAnswer ask_whole(const std::string& person, const std::string& target);
    // The record, its timeline or that person's notices as she sees them now, asked for once between two
    // changes.
    [[nodiscard]] const client::HttpAnswer& record(const std::string& person, const std::string& number);
    [[nodiscard]] const client::HttpAnswer& timeline(const std::string& person, const std::string& number);
    [[nodiscard]] const client::HttpAnswer& notices(const std::string& person);
    void forget_answers() { answers_.clear(); }
    // What was stored since this was asked last.
    [[nodiscard]] std::vector<records::Event> news();

private:
    enum class Pages : std::uint8_t { none, all };  // whether the answer is a list with further pages
    const client::HttpAnswer& remembered(const std::string& person, const std::string& target, Pages pages);
    const std::string& token_of(const std::string& person);

    std::string folder_;
    std::unique_ptr<desk::Instance> instance_;
    std::unique_ptr<client::HttpClient> client_;
    Instant now_;
    std::size_t told_ = 0;  // events
    std::map<std::string, std::string> tokens_;
    std::map<std::string, client::HttpAnswer> answers_;
};

}  // namespace reeve::rehearse

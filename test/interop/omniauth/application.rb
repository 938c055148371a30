require 'omniauth_openid_connect'
require 'sinatra'

ISSUER = ENV.fetch('ISSUER')
PORT = ENV.fetch('PORT', '8000')
ORIGIN = "http://localhost:#{PORT}".freeze

# Only while the issuer is http://localhost.
SWD.url_builder = URI::HTTP

set :environment, :production
set :bind, 'localhost'
set :port, PORT
use Rack::Session::Cookie, secret: ENV.fetch('SESSION_SECRET')
use OmniAuth::Builder do
  provider :openid_connect,
           name: :portico,
           issuer: ISSUER,
           discovery: true,
           scope: %i[openid profile email],
           client_auth_method: 'basic',
           client_options: {
             identifier: ENV.fetch('CLIENT_ID'),
             secret: ENV.fetch('CLIENT_SECRET'),
             redirect_uri: "#{ORIGIN}/auth/portico/callback"
           }
end

get('/') { 'Signed out' }

get '/profile' do
  if session[:person]
    content_type :json
    next session[:person].slice(:sub, :userinfo).to_json
  end
  # OmniAuth begins by a form of one's own only.
  <<~HTML
    <form method="post" action="/auth/portico">
      <input type="hidden" name="authenticity_token" value="#{Rack::Protection::AuthenticityToken.token(session)}">
      <button>Sign in with Portico</button>
    </form>
  HTML
end

get '/auth/portico/callback' do
  answer = env['omniauth.auth']
  session[:person] = {
    sub: answer.uid,
    userinfo: answer.info.slice(:name, :email),
    id_token: answer.credentials.id_token
  }
  redirect '/profile'
end

get('/auth/failure') { halt 400, params.slice(:message).to_json }

get '/logout' do
  id_token_hint = session.delete(:person)&.fetch(:id_token)
  url = URI("#{ISSUER}/oauth2/logout")
  url.query = URI.encode_www_form({ id_token_hint:, post_logout_redirect_uri: ORIGIN }.compact)
  redirect url.to_s
end
